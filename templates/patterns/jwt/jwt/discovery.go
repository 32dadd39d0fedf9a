package jwt

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// discovery is where an issuer describes itself, below its own URL.
const discovery = "/.well-known/openid-configuration"

// place is where the issuer publishes its keys.
type place struct {
	issuer string
	// url is the place itself, empty where the issuer says it.
	url string
}

// find returns the URL of the keys. An issuer is asked each time: it may move
// them, and keys are read rarely.
func (p place) find(ctx context.Context, client *http.Client) (string, error) {
	if p.url != "" {
		return p.url, nil
	}
	var told struct {
		Issuer  string `json:"issuer"`
		KeysURL string `json:"jwks_uri"`
	}
	if err := readJSON(ctx, client, strings.TrimSuffix(p.issuer, "/")+discovery, &told); err != nil {
		return "", fmt.Errorf("ask the issuer where its keys are: %w", err)
	}
	switch {
	case told.Issuer != p.issuer:
		return "", fmt.Errorf("AUTH_ISSUER is %q, and who answers there calls itself %q", p.issuer, told.Issuer)
	case !isAddress(told.KeysURL):
		return "", fmt.Errorf("the issuer says that its keys are at %q, which is no URL", told.KeysURL)
	case strings.HasPrefix(p.issuer, "https:") && !strings.HasPrefix(told.KeysURL, "https:"):
		return "", fmt.Errorf("the issuer says that its keys are at %q, where anyone could change them on the way", told.KeysURL)
	}
	return told.KeysURL, nil
}

func isAddress(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http")
}
