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

// Description is what an issuer says of itself (OpenID Connect Discovery 1.0).
type Description struct {
	Issuer           string `json:"issuer"`
	KeysURL          string `json:"jwks_uri"`
	AuthorizationURL string `json:"authorization_endpoint"`
	TokenURL         string `json:"token_endpoint"`
	RevocationURL    string `json:"revocation_endpoint"`
	EndSessionURL    string `json:"end_session_endpoint"`
	// SendsIssuer tells whether answers of the authorization endpoint name the
	// issuer (RFC 9207).
	SendsIssuer bool `json:"authorization_response_iss_parameter_supported"`
}

// Discover asks the issuer to describe itself. Who answers in its place is not
// believed.
func Discover(ctx context.Context, client *http.Client, issuer string) (Description, error) {
	var told Description
	if err := readJSON(ctx, client, strings.TrimSuffix(issuer, "/")+discovery, &told); err != nil {
		return told, err
	}
	if told.Issuer != issuer {
		return told, fmt.Errorf("AUTH_ISSUER is %q, and who answers there calls itself %q", issuer, told.Issuer)
	}
	return told, nil
}

// Place returns the URL that the issuer gives for something of its own, unless it
// is none, or one that anyone could change on the way.
func (d Description) Place(what, given string) (string, error) {
	switch {
	case !isAddress(given):
		return "", fmt.Errorf("the issuer says that %s is at %q, which is no URL", what, given)
	case strings.HasPrefix(d.Issuer, "https:") && !strings.HasPrefix(given, "https:"):
		return "", fmt.Errorf("the issuer says that %s is at %q, where anyone could read and change it on the way", what, given)
	}
	return given, nil
}

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
	told, err := Discover(ctx, client, p.issuer)
	if err != nil {
		return "", fmt.Errorf("ask the issuer where its keys are: %w", err)
	}
	return told.Place("its set of keys", told.KeysURL)
}

func isAddress(text string) bool {
	parsed, err := url.Parse(text)
	return err == nil && parsed.Host != "" && (parsed.Scheme == "https" || parsed.Scheme == "http")
}
