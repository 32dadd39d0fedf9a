// Package auth finds out who calls, and lets only those through who may.
package auth

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Principal is a caller.
type Principal struct {
	// Subject names the caller, the same in every request.
	Subject string
	// Scopes are what the caller may do, such as parcels:read.
	Scopes []string
}

// Authenticator knows callers by one kind of credentials.
type Authenticator interface {
	// Scheme is the name of the credentials in WWW-Authenticate.
	Scheme() string
	// Authenticate returns who sent r: nil without credentials of this kind, and
	// an Unauthenticated fault when they are not good.
	Authenticate(r *http.Request) (*Principal, error)
}

var errNoAuthenticator = errors.New("routes want scopes, and no authenticator knows callers")

// Guard puts a check of the caller before each of the routes. Policy names the
// scope that a route wants; routes that it calls open stay as they are, all
// others refuse callers without the scope. It fails where nobody could ever call.
func Guard(routes []httpx.Route, policy func(httpx.Route) (scope string, open bool), authenticators []Authenticator) error {
	if len(authenticators) == 0 {
		return errNoAuthenticator
	}
	for i, route := range routes {
		if scope, open := policy(route); !open {
			routes[i].Scope = scope
			routes[i].Handler = guard(route.Handler, scope, authenticators)
		}
	}
	return nil
}

func guard(next http.Handler, scope string, authenticators []Authenticator) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		principal, err := identify(r, authenticators)
		if err == nil {
			requestinfo.From(r.Context()).Caller = principal.Subject
			err = permit(principal, scope)
		}
		if err != nil {
			challenge(w, fault.KindOf(err), scope, authenticators)
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, principal)))
	})
}

// identify asks one authenticator after the other; the first that finds its
// credentials decides.
func identify(r *http.Request, authenticators []Authenticator) (*Principal, error) {
	for _, authenticator := range authenticators {
		if principal, err := authenticator.Authenticate(r); principal != nil || err != nil {
			return principal, err
		}
	}
	return nil, fault.New(fault.Unauthenticated, "credentials_required", "This operation wants credentials.")
}

func permit(principal *Principal, scope string) error {
	if slices.Contains(principal.Scopes, scope) {
		return nil
	}
	return fault.New(fault.Forbidden, "insufficient_scope", "This operation wants the scope "+scope+".")
}

// challenge says what credentials would do, as RFC 6750 has it.
func challenge(w http.ResponseWriter, kind fault.Kind, scope string, authenticators []Authenticator) {
	var reason string
	switch kind {
	case fault.Unauthenticated:
	case fault.Forbidden:
		reason = ` error="insufficient_scope", scope="` + scope + `"`
	default:
		return
	}
	schemes := make([]string, len(authenticators))
	for i, authenticator := range authenticators {
		schemes[i] = authenticator.Scheme() + reason
	}
	w.Header().Set("WWW-Authenticate", strings.Join(schemes, ", "))
}

type key struct{}

// From returns the caller of an operation, or nil where callers are not told apart.
func From(ctx context.Context) *Principal {
	principal, _ := ctx.Value(key{}).(*Principal)
	return principal
}
