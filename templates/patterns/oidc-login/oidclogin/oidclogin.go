// Package oidclogin lets people log in at a provider (OpenID Connect, by
// authorization code with PKCE) and keeps their sessions in cookies that nobody
// else can read. Whoever has a session calls routes with the access token in it.
package oidclogin

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/jwt/jwt"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Options are the settings of a Login.
type Options struct {
	// Tokens say which provider is believed, and for whom its access tokens are.
	Tokens jwt.Options
	// PublicURL is how browsers reach this service, without a path.
	PublicURL string
	// ClientID is the name of this service at the provider.
	ClientID string
	// Secret proves it. SecretFile is a file that holds it instead, and is read each
	// time.
	Secret, SecretFile string
	// Authentication is how the secret is sent: client_secret_basic or
	// client_secret_post.
	Authentication string
	// Scopes are asked for, beside openid.
	Scopes []string
	// AudienceParameter names the parameter that says for whom access tokens are
	// meant: audience, resource (RFC 8707), or none.
	AudienceParameter string
	// Keys encrypt cookies: each is 32 bytes in base64. The first encrypts, all of
	// them decrypt. KeysFile is a file that holds them instead, and may change.
	Keys, KeysFile string
	// Lifetime is how long a session lasts at the most, IdleTimeout how long without
	// a request.
	Lifetime, IdleTimeout time.Duration
	// AfterLogout is the path that browsers are sent to in the end.
	AfterLogout string
	// Timeout is the time that the provider may take for an answer.
	Timeout time.Duration
	// Log tells of keys that cannot be read again.
	Log *slog.Logger
}

// What a Login asks of the provider, as it is observed.
const (
	Entering = "login"
	Renewing = "renewal"
	Leaving  = "logout"
)

// Login is where people log in and out.
type Login struct {
	options        Options
	origin         string
	cookies        *keyring
	provider       *provider
	identities     *jwt.Authenticator
	origins        *http.CrossOriginProtection
	authenticators []auth.Authenticator
	renewals       renewals
	observe        func(asking string, err error)
}

// New returns a login. It asks the provider for nothing yet: one that is away does
// not keep the service from starting.
func New(options Options) (*Login, error) {
	if options.ClientID == "" {
		return nil, errors.New("LOGIN_CLIENT_ID is not set")
	}
	if (options.Secret == "") == (options.SecretFile == "") {
		return nil, errors.New("set one of LOGIN_CLIENT_SECRET and LOGIN_CLIENT_SECRET_FILE")
	}
	origin, err := originOf(options.PublicURL)
	if err != nil {
		return nil, err
	}
	if _, err := localPath(options.AfterLogout); err != nil {
		return nil, fmt.Errorf("LOGIN_AFTER_LOGOUT is %q: it %w", options.AfterLogout, err)
	}
	provider := newProvider(options, origin+callbackPath)
	if _, err := provider.secret(); err != nil {
		return nil, err
	}
	cookies, err := newKeyring(options.Keys, options.KeysFile, options.Log)
	if err != nil {
		return nil, err
	}
	// Identity tokens are meant for the client, by the same provider.
	meant := options.Tokens
	meant.Audience = options.ClientID
	identities, err := jwt.New(meant)
	if err != nil {
		return nil, err
	}
	origins := http.NewCrossOriginProtection()
	if err := origins.AddTrustedOrigin(origin); err != nil {
		return nil, fmt.Errorf("LOGIN_PUBLIC_URL: %w", err)
	}
	return &Login{
		options: options, origin: origin, cookies: cookies, identities: identities, origins: origins,
		provider: provider, observe: func(string, error) {},
	}, nil
}

// Observe lets observe see each request to the provider once it has ended. It is
// for the start: nobody may log in yet.
func (l *Login) Observe(observe func(asking string, err error)) { l.observe = observe }

// The paths of the login.
const (
	loginPath    = "/login"
	callbackPath = "/login/callback"
	logoutPath   = "/logout"
	sessionPath  = "/session"
)

// Routes are where people log in and out. They are for those who are not known yet.
func (l *Login) Routes() []httpx.Route {
	return []httpx.Route{
		{Method: http.MethodGet, Path: loginPath, Summary: "Log in", Public: true, Handler: http.HandlerFunc(l.login)},
		{Method: http.MethodGet, Path: callbackPath, Summary: "Come back from the provider", Public: true, Handler: http.HandlerFunc(l.callback)},
		{Method: http.MethodPost, Path: logoutPath, Summary: "Log out", Public: true, Handler: http.HandlerFunc(l.logout)},
		{Method: http.MethodGet, Path: sessionPath, Summary: "Who is logged in", Public: true, Handler: http.HandlerFunc(l.session)},
	}
}

// Know lets those with a session call the routes that are not public, with the
// access token of their session. The authenticators are those of the routes. It is
// for the start.
func (l *Login) Know(routes []httpx.Route, authenticators []auth.Authenticator) {
	l.authenticators = authenticators
	for i, route := range routes {
		if !route.Public {
			routes[i].Handler = l.know(route.Handler)
		}
	}
}

// identify returns who calls with an access token, as the routes see it.
func (l *Login) identify(ctx context.Context, token string) (*auth.Principal, error) {
	header := http.Header{}
	header.Set("Authorization", "Bearer "+token)
	return auth.Identify(ctx, header.Get, l.authenticators)
}

// originOf reads how browsers reach the service.
func originOf(text string) (string, error) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" || parsed.User != nil || parsed.RawQuery != "" || parsed.Fragment != "" || parsed.Path != "" && parsed.Path != "/" {
		return "", fmt.Errorf("LOGIN_PUBLIC_URL is %q: write one like https://shop.example", text)
	}
	// Browsers keep cookies for https alone, but on the machine that they run on.
	if local := parsed.Hostname() == "localhost" || parsed.Hostname() == "127.0.0.1"; parsed.Scheme != "https" && (parsed.Scheme != "http" || !local) {
		return "", fmt.Errorf("LOGIN_PUBLIC_URL is %q: it must begin with https://, but for localhost", text)
	}
	return parsed.Scheme + "://" + parsed.Host, nil
}

// unavailable is the failure of a provider that does not answer.
func unavailable(cause error) error {
	return fault.Busy("provider_unavailable", "The provider that people log in at does not answer.", cause)
}
