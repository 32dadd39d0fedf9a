// Package jwt knows callers by signed tokens (RFC 7519) of one issuer.
package jwt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
)

// Options are the settings of an Authenticator.
type Options struct {
	// Issuer is who signs the tokens, as it stands in them.
	Issuer string
	// Audience is this service, as it stands in tokens that are meant for it.
	Audience string
	// KeysURL is where the issuer publishes its keys (RFC 7517); empty where the
	// issuer says so itself (OpenID Connect Discovery 1.0).
	KeysURL string
	// Algorithms may sign tokens; what a token itself says is no choice.
	Algorithms []string
	// RolesClaim is the claim that holds the roles of a caller, below others after
	// dots: realm_access.roles. It is a list of texts, or a text that is one role.
	RolesClaim string
	// Skew is how far the clocks of issuer and service may differ.
	Skew time.Duration
	// KeysMaxAge is the time after which the keys are read again.
	KeysMaxAge time.Duration
	// Transport reads the keys; nil is the usual one.
	Transport http.RoundTripper
}

// Authenticator reads bearer tokens.
type Authenticator struct {
	options    Options
	algorithms []jose.SignatureAlgorithm
	keys       *keys
}

// New returns an authenticator. It reads no keys yet: an issuer that is away
// does not keep the service from starting.
func New(options Options) (*Authenticator, error) {
	for name, value := range map[string]string{"AUTH_ISSUER": options.Issuer, "AUTH_AUDIENCE": options.Audience} {
		if value == "" {
			return nil, fmt.Errorf("%s is not set", name)
		}
	}
	if options.KeysURL == "" && !isAddress(options.Issuer) {
		return nil, fmt.Errorf("AUTH_KEYS_URL is not set, and AUTH_ISSUER %q is no URL at which the issuer tells it", options.Issuer)
	}
	algorithms, err := pinned(options.Algorithms)
	if err != nil {
		return nil, err
	}
	return &Authenticator{options: options, algorithms: algorithms, keys: newKeys(options)}, nil
}

// asymmetric are the algorithms whose keys may be published.
var asymmetric = map[string]bool{
	"RS256": true, "RS384": true, "RS512": true, "PS256": true, "PS384": true, "PS512": true,
	"ES256": true, "ES384": true, "ES512": true, "EdDSA": true,
}

func pinned(names []string) ([]jose.SignatureAlgorithm, error) {
	algorithms := make([]jose.SignatureAlgorithm, len(names))
	for i, name := range names {
		if !asymmetric[name] {
			return nil, fmt.Errorf("AUTH_ALGORITHMS: %q is no signature with a public key, such as RS256, ES256 or EdDSA", name)
		}
		algorithms[i] = jose.SignatureAlgorithm(name)
	}
	if len(algorithms) == 0 {
		return nil, errors.New("AUTH_ALGORITHMS names no algorithm")
	}
	return algorithms, nil
}

// Scheme is the name of the credentials.
func (a *Authenticator) Scheme() string { return "Bearer" }

// claims are what the service reads of a token. Issuers write scopes in one of
// two ways.
type claims struct {
	Subject string `json:"sub"`
	Scope   string `json:"scope"`
	SCP     words  `json:"scp"`
}

// Authenticate returns the principal of the bearer token, if there is one.
func (a *Authenticator) Authenticate(ctx context.Context, header auth.Header) (*auth.Principal, error) {
	scheme, token, _ := strings.Cut(header("Authorization"), " ")
	if !strings.EqualFold(scheme, a.Scheme()) {
		return nil, nil
	}
	var read claims
	var all map[string]any
	if err := a.Verify(ctx, strings.TrimSpace(token), &read, &all); err != nil {
		return nil, err
	}
	return &auth.Principal{
		Subject: read.Subject, Scopes: append(strings.Fields(read.Scope), read.SCP...), Roles: rolesOf(claimAt(all, a.options.RolesClaim)),
	}, nil
}

// Verify checks a token: its signature, issuer, audience, subject and times. It
// reads the claims into each of the values, as JSON. A token that is not good is an
// Unauthenticated fault.
func (a *Authenticator) Verify(ctx context.Context, token string, into ...any) error {
	parsed, err := jwt.ParseSigned(token, a.algorithms)
	if err != nil {
		return invalid(err)
	}
	key, err := a.keys.find(ctx, parsed.Headers[0].KeyID)
	if err != nil {
		return err
	}
	var registered jwt.Claims
	if err := parsed.Claims(key, append(into, &registered)...); err != nil {
		return invalid(err)
	}
	expected := jwt.Expected{Issuer: a.options.Issuer, AnyAudience: jwt.Audience{a.options.Audience}, Time: time.Now()}
	if err := registered.ValidateWithLeeway(expected, a.options.Skew); err != nil {
		return invalid(err)
	}
	// The library lets a token without these claims pass.
	if registered.Expiry == nil || registered.Subject == "" {
		return invalid(errors.New("exp or sub is missing"))
	}
	return nil
}

// invalid refuses a token. Why is for the log: it would help those who guess.
func invalid(cause error) error {
	err := fault.New(fault.Unauthenticated, "invalid_token", "The token is not valid here, or no longer.")
	err.Cause = cause
	return err
}

// words is a list, or a text with spaces between its words.
type words []string

// UnmarshalJSON reads both forms.
func (w *words) UnmarshalJSON(text []byte) error {
	var line string
	if json.Unmarshal(text, &line) == nil {
		*w = strings.Fields(line)
		return nil
	}
	return json.Unmarshal(text, (*[]string)(w))
}
