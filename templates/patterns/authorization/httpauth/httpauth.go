// Package httpauth lets only those call a route who may.
package httpauth

import (
	"errors"
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
// others refuse callers without the scope, or without one of the roles of the
// route, by its method and path. It fails where nobody could ever call, and for
// roles of what is no closed route.
func Guard(
	routes []httpx.Route, policy func(httpx.Route) (scope string, open bool), roles auth.Roles, authenticators []auth.Authenticator,
) error {
	if len(authenticators) == 0 {
		return auth.ErrNoAuthenticator
	}
	var closed []string
	for i, route := range routes {
		scope, open := policy(route)
		if open {
			continue
		}
		name := route.Method + " " + route.Path
		closed = append(closed, name)
		routes[i].Scope, routes[i].Roles = scope, roles[name]
		routes[i].Handler = guard(route.Handler, auth.Demand{Scope: scope, Roles: roles[name]}, authenticators)
	}
	return roles.Check(closed)
}

func guard(next http.Handler, demand auth.Demand, authenticators []auth.Authenticator) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		principal, err := auth.Identify(r.Context(), r.Header.Get, authenticators)
		if err == nil {
			requestinfo.From(r.Context()).Caller = principal.Subject
			err = demand.Permit(principal)
		}
		if err != nil {
			challenge(w, err, demand.Scope, authenticators)
			problem.Write(w, r, err)
			return
		}
		next.ServeHTTP(w, r.WithContext(auth.With(r.Context(), principal)))
	})
}

// challenge says what credentials would do, as RFC 6750 has it. It knows scopes
// only: more of them are no way to a role, so there none is named.
func challenge(w http.ResponseWriter, err error, scope string, authenticators []auth.Authenticator) {
	refused, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return
	}
	var reason string
	switch {
	case refused.Code == auth.InsufficientScope:
		reason = ` error="insufficient_scope", scope="` + scope + `"`
	case refused.Code == auth.InsufficientRole:
		reason = ` error="insufficient_scope"`
	case refused.Kind != fault.Unauthenticated:
		return
	}
	schemes := make([]string, len(authenticators))
	for i, authenticator := range authenticators {
		schemes[i] = authenticator.Scheme() + reason
	}
	w.Header().Set("WWW-Authenticate", strings.Join(schemes, ", "))
}
