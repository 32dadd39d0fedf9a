// Package httpauth lets only those call a route who may.
package httpauth

import (
	"net/http"
	"strings"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Guard puts a check of the caller before each of the routes. Policy names the
// scope that a route wants; routes that it calls open stay as they are, all
// others refuse callers without the scope. It fails where nobody could ever call.
func Guard(routes []httpx.Route, policy func(httpx.Route) (scope string, open bool), authenticators []auth.Authenticator) error {
	if len(authenticators) == 0 {
		return auth.ErrNoAuthenticator
	}
	for i, route := range routes {
		if scope, open := policy(route); !open {
			routes[i].Scope = scope
			routes[i].Handler = guard(route.Handler, scope, authenticators)
		}
	}
	return nil
}

func guard(next http.Handler, scope string, authenticators []auth.Authenticator) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		principal, err := auth.Identify(r.Context(), r.Header.Get, authenticators)
		if err == nil {
			requestinfo.From(r.Context()).Caller = principal.Subject
			err = auth.Permit(principal, scope)
		}
		if err != nil {
			challenge(w, fault.KindOf(err), scope, authenticators)
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(auth.With(r.Context(), principal)))
	})
}

// challenge says what credentials would do, as RFC 6750 has it.
func challenge(w http.ResponseWriter, kind fault.Kind, scope string, authenticators []auth.Authenticator) {
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
