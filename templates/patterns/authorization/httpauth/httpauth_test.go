package httpauth_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/authorization/httpauth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// named knows callers by a header: its value is "subject scope scope
// role=role".
type named string

func (n named) Scheme() string { return string(n) }

func (n named) Authenticate(_ context.Context, header auth.Header) (*auth.Principal, error) {
	words := strings.Fields(header(string(n)))
	switch {
	case len(words) == 0:
		return nil, nil
	case words[0] == "forged":
		return nil, fault.New(fault.Unauthenticated, "invalid_token", "")
	case words[0] == "broken":
		return nil, errors.New("broken")
	}
	principal := &auth.Principal{Subject: words[0]}
	for _, word := range words[1:] {
		if role, ok := strings.CutPrefix(word, "role="); ok {
			principal.Roles = append(principal.Roles, role)
		} else {
			principal.Scopes = append(principal.Scopes, word)
		}
	}
	return principal, nil
}

func policy(route httpx.Route) (scope string, open bool) {
	return "parcels:read", route.Path == "/open"
}

var roles = auth.Roles{"GET /audits": {"auditor", "admin"}}

func TestRolesOfWhatIsNoClosedRouteAreRefused(t *testing.T) {
	t.Parallel()
	known := []auth.Authenticator{named("Bearer")}
	for _, name := range []string{"GET /open", "POST /parcels", "/parcels"} {
		routes := []httpx.Route{{Method: http.MethodGet, Path: "/parcels"}, {Method: http.MethodGet, Path: "/open"}}
		require.ErrorContains(t, httpauth.Guard(routes, policy, auth.Roles{name: {"admin"}}, known), name)
	}
}

func exchange(t *testing.T, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	tell := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if principal := auth.From(r.Context()); principal != nil {
			_, _ = w.Write([]byte(principal.Subject))
		}
	})
	mux := http.NewServeMux()
	routes := []httpx.Route{
		{Method: http.MethodGet, Path: "/parcels", Handler: tell}, {Method: http.MethodGet, Path: "/open", Handler: tell},
		{Method: http.MethodGet, Path: "/audits", Handler: tell},
	}
	require.Error(t, httpauth.Guard(routes, policy, roles, nil))
	require.NoError(t, httpauth.Guard(routes, policy, roles, []auth.Authenticator{named("Bearer"), named("Other")}))
	for _, route := range routes {
		mux.Handle(route.Path, route.Handler)
		assert.Equal(t, route.Path != "/open", route.Scope == "parcels:read")
		assert.Equal(t, route.Path == "/audits", len(route.Roles) > 0)
	}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	recorder := httptest.NewRecorder()
	mux.ServeHTTP(recorder, request)
	return recorder
}

func TestRoutesAreClosedUnlessThePolicyOpensThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path      string
		headers   []string
		status    int
		challenge string
	}{
		{"/open", nil, http.StatusOK, ""},
		{"/open", []string{"Bearer", "forged"}, http.StatusOK, ""},
		{"/parcels", nil, http.StatusUnauthorized, "Bearer, Other"},
		{"/parcels", []string{"Bearer", "forged"}, http.StatusUnauthorized, "Bearer, Other"},
		{"/parcels", []string{"Bearer", "forged", "Other", "ann parcels:read"}, http.StatusUnauthorized, "Bearer, Other"},
		{"/parcels", []string{"Bearer", "ann"}, http.StatusForbidden,
			`Bearer error="insufficient_scope", scope="parcels:read", Other error="insufficient_scope", scope="parcels:read"`},
		{"/parcels", []string{"Bearer", "ann parcels:write parcels:readers"}, http.StatusForbidden,
			`Bearer error="insufficient_scope", scope="parcels:read", Other error="insufficient_scope", scope="parcels:read"`},
		{"/parcels", []string{"Bearer", "ann parcels:write parcels:read"}, http.StatusOK, ""},
		{"/parcels", []string{"Other", "ann parcels:read"}, http.StatusOK, ""},
		{"/audits", nil, http.StatusUnauthorized, "Bearer, Other"},
		{"/audits", []string{"Bearer", "ann parcels:read"}, http.StatusForbidden, `Bearer error="insufficient_scope", Other error="insufficient_scope"`},
		{"/audits", []string{"Bearer", "ann parcels:read role=Auditor"}, http.StatusForbidden, `Bearer error="insufficient_scope", Other error="insufficient_scope"`},
		{"/audits", []string{"Bearer", "ann role=auditor"}, http.StatusForbidden,
			`Bearer error="insufficient_scope", scope="parcels:read", Other error="insufficient_scope", scope="parcels:read"`},
		{"/audits", []string{"Bearer", "ann parcels:read role=guest role=auditor"}, http.StatusOK, ""},
		{"/audits", []string{"Other", "ann parcels:read role=admin"}, http.StatusOK, ""},
		{"/parcels", []string{"Bearer", "broken"}, http.StatusInternalServerError, ""},
	} {
		answer := exchange(t, c.path, c.headers...)
		assert.Equal(t, c.status, answer.Code, c)
		assert.Equal(t, c.challenge, answer.Header().Get("WWW-Authenticate"), c)
	}
	refused := exchange(t, "/audits", "Bearer", "ann parcels:read")
	assert.Equal(t, "application/problem+json", refused.Header().Get("Content-Type"))
	assert.Contains(t, refused.Body.String(), "insufficient_role")
	assert.Equal(t, "ann", exchange(t, "/parcels", "Bearer", "ann parcels:read").Body.String())
}
