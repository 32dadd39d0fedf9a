// Package auth finds out who calls, and says who may. It knows no transport:
// httpauth and rpcauth put it before routes and calls.
package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
)

// Principal is a caller.
type Principal struct {
	// Subject names the caller, the same in every request.
	Subject string
	// Scopes are what the caller may do, such as parcels:read.
	Scopes []string
	// Roles are what the caller is, such as auditor. Letters count as they are.
	Roles []string
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

// Demand is what an operation wants of its callers.
type Demand struct {
	// Scope is what a caller must be allowed to do.
	Scope string
	// Roles are those of which a caller must have one; none where the scope is enough.
	Roles []string
}

// The codes of what a caller may lack.
const (
	InsufficientScope = "insufficient_scope"
	InsufficientRole  = "insufficient_role"
)

// Permit refuses a principal without the scope, or without any of the roles, with a
// Forbidden fault.
func (d Demand) Permit(principal *Principal) error {
	if !slices.Contains(principal.Scopes, d.Scope) {
		return fault.New(fault.Forbidden, InsufficientScope, "This operation wants the scope "+d.Scope+".")
	}
	has := func(role string) bool { return slices.Contains(principal.Roles, role) }
	if len(d.Roles) > 0 && !slices.ContainsFunc(d.Roles, has) {
		return fault.New(fault.Forbidden, InsufficientRole, "This operation wants the role "+strings.Join(d.Roles, " or ")+".")
	}
	return nil
}

// Roles are the roles of which callers of an operation must have one, by the name
// of the operation. Where there are none, the scope is enough.
type Roles map[string][]string

// Check fails for roles of what is none of the operations that want a scope: they
// would protect nothing. It also fails for an operation that nobody could call.
func (r Roles) Check(operations []string) error {
	for name, roles := range r {
		if !slices.Contains(operations, name) {
			known := slices.Sorted(slices.Values(operations))
			return fmt.Errorf("package authpolicy wants roles for %q, which does not exist or is open: use one of %s", name, strings.Join(known, ", "))
		}
		if len(roles) == 0 || slices.Contains(roles, "") {
			return fmt.Errorf("package authpolicy wants a role without a name for %q: name it, or leave the operation out", name)
		}
	}
	return nil
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
