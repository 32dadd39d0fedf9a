// Package clienttoken gets tokens for calls of other services from an OAuth 2.0
// provider, by the service's own credentials (RFC 6749, section 4.4).
package clienttoken

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"goldenpath.dev/patterns/typed-clients/calling"
)

// Options are the settings of the service's own credentials.
type Options struct {
	// TokenURL is where the provider gives tokens.
	TokenURL string
	// ClientID is the name of the service at the provider.
	ClientID string
	// Secret proves it. SecretFile is a file that holds it instead, and is read for
	// each token: the secret may change while the service runs.
	Secret, SecretFile string
	// Authentication is how the secret is sent: client_secret_basic or
	// client_secret_post.
	Authentication string
	// Scopes are asked for; empty leaves them to the provider.
	Scopes []string
	// AudienceParameter names the parameter that says for whom a token is meant:
	// audience, resource (RFC 8707), or none.
	AudienceParameter string
	// Audiences are lines like name=audience: how the provider names a service.
	// Others have their own name.
	Audiences []string
	// Timeout is the time that the provider may take.
	Timeout time.Duration
	// Transport asks the provider; nil is the usual one.
	Transport http.RoundTripper
}

// Tokens are those for the calls of a service.
type Tokens struct {
	observe func(service string, err error)
}

// Observe lets observe see each request for a token once it has ended. It is for
// the start: nothing may be called yet.
func (t *Tokens) Observe(observe func(service string, err error)) { t.observe = observe }

// Authorize gives each of the callers tokens that are meant for its service
// alone: whom they are sent to cannot use them elsewhere. It asks the provider
// for none yet. It is for the start.
func Authorize(callers []*calling.Caller, options Options) (*Tokens, error) {
	for name, value := range map[string]string{"OAUTH_TOKEN_URL": options.TokenURL, "OAUTH_CLIENT_ID": options.ClientID} {
		if value == "" {
			return nil, fmt.Errorf("%s is not set", name)
		}
	}
	target, err := url.Parse(options.TokenURL)
	if err != nil || target.Host == "" || target.Scheme != "http" && target.Scheme != "https" {
		return nil, fmt.Errorf("OAUTH_TOKEN_URL is %q: write one like https://issuer.example/token", options.TokenURL)
	}
	if (options.Secret == "") == (options.SecretFile == "") {
		return nil, errors.New("set one of OAUTH_CLIENT_SECRET and OAUTH_CLIENT_SECRET_FILE")
	}
	audiences, err := audiencesOf(callers, options.Audiences)
	if err != nil {
		return nil, err
	}
	tokens := &Tokens{observe: func(string, error) {}}
	for _, caller := range callers {
		ask := options.asking(audiences[caller.Name()])
		caller.Authorize(&source{ask: func(ctx context.Context) (*oauth2.Token, error) {
			token, err := ask(ctx)
			tokens.observe(caller.Name(), err)
			return token, err
		}})
	}
	return tokens, nil
}

// audiencesOf names the services as the provider does.
func audiencesOf(callers []*calling.Caller, lines []string) (map[string]string, error) {
	audiences := map[string]string{}
	for _, caller := range callers {
		audiences[caller.Name()] = caller.Name()
	}
	for _, line := range lines {
		name, audience, ok := strings.Cut(line, "=")
		if !ok || audiences[name] == "" || audience == "" {
			return nil, fmt.Errorf("OAUTH_AUDIENCES: %q is no service that is called, = and an audience", line)
		}
		audiences[name] = audience
	}
	return audiences, nil
}

// asking returns what asks the provider for a token that is meant for audience.
func (o Options) asking(audience string) func(context.Context) (*oauth2.Token, error) {
	client := &http.Client{
		Timeout: o.Timeout, Transport: o.Transport,
		// The secret goes where it was meant to and nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	config := clientcredentials.Config{
		ClientID: o.ClientID, ClientSecret: o.Secret, TokenURL: o.TokenURL, Scopes: o.Scopes, AuthStyle: oauth2.AuthStyleInHeader,
	}
	if o.Authentication == "client_secret_post" {
		config.AuthStyle = oauth2.AuthStyleInParams
	}
	if o.AudienceParameter != "none" {
		config.EndpointParams = url.Values{o.AudienceParameter: {audience}}
	}
	return func(ctx context.Context) (*oauth2.Token, error) {
		return o.ask(context.WithValue(ctx, oauth2.HTTPClient, client), config)
	}
}

func (o Options) ask(ctx context.Context, config clientcredentials.Config) (*oauth2.Token, error) {
	if o.SecretFile != "" {
		text, err := os.ReadFile(o.SecretFile)
		if err != nil {
			return nil, fmt.Errorf("OAUTH_CLIENT_SECRET_FILE: %w", err)
		}
		config.ClientSecret = strings.TrimSpace(string(text))
	}
	token, err := config.Token(ctx)
	if err != nil {
		return nil, err
	}
	if !strings.EqualFold(token.Type(), "Bearer") {
		return nil, fmt.Errorf("the provider gives tokens of type %q: only Bearer is understood", token.Type())
	}
	return token, nil
}
