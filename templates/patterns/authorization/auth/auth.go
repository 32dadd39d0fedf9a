// Package auth finds out who calls, and says who may. It knows no transport:
// httpauth and rpcauth put it before routes and calls.
package auth

import (
	"context"
	"errors"
	"slices"

	"goldenpath.dev/patterns/error-model/fault"
)

// Principal is a caller.
type Principal struct {
	// Subject names the caller, the same in every request.
	Subject string
	// Scopes are what the caller may do, such as parcels:read.
	Scopes []string
}

// Header returns the first value of the header with the name, in any spelling
// of its letters; empty without one. Metadata of calls are headers too.
type Header func(name string) string

// Authenticator knows callers by one kind of credentials.
type Authenticator interface {
	// Scheme is the name of the credentials in WWW-Authenticate.
	Scheme() string
	// Authenticate returns who sent the header: nil without credentials of this
	// kind, and an Unauthenticated fault when they are not good.
	Authenticate(ctx context.Context, header Header) (*Principal, error)
}

// ErrNoAuthenticator says that nobody could ever call.
var ErrNoAuthenticator = errors.New("operations want scopes, and no authenticator knows callers")

// Identify asks one authenticator after the other; the first that finds its
// credentials decides. Without any the answer is an Unauthenticated fault.
func Identify(ctx context.Context, header Header, authenticators []Authenticator) (*Principal, error) {
	for _, authenticator := range authenticators {
		if principal, err := authenticator.Authenticate(ctx, header); principal != nil || err != nil {
			return principal, err
		}
	}
	return nil, fault.New(fault.Unauthenticated, "credentials_required", "This operation wants credentials.")
}

// Permit refuses a principal without the scope with a Forbidden fault.
func Permit(principal *Principal, scope string) error {
	if slices.Contains(principal.Scopes, scope) {
		return nil
	}
	return fault.New(fault.Forbidden, "insufficient_scope", "This operation wants the scope "+scope+".")
}

type key struct{}

// With returns a context that carries the caller.
func With(ctx context.Context, principal *Principal) context.Context {
	return context.WithValue(ctx, key{}, principal)
}

// From returns the caller of an operation, or nil where callers are not told apart.
func From(ctx context.Context) *Principal {
	principal, _ := ctx.Value(key{}).(*Principal)
	return principal
}
