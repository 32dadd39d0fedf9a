package authpolicy_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/authorization/authpolicy"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestEveryRouteWantsAScopeUnlessItIsPublic(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ method, path, scope string }{
		{http.MethodGet, "/api/v1/parcels", "parcels:read"},
		{http.MethodGet, "/api/v1/parcels/{id}", "parcels:read"},
		{http.MethodPost, "/api/v1/parcels", "parcels:write"},
		{http.MethodPut, "/api/v2/parcels/{id}", "parcels:write"},
		{http.MethodDelete, "/api/v1/parcels/{id}", "parcels:write"},
		{http.MethodGet, "/other", "other:read"},
		{http.MethodGet, "/", ":read"},
	} {
		scope, open := authpolicy.Scope(httpx.Route{Method: c.method, Path: c.path})
		assert.Equal(t, c.scope, scope, c)
		assert.False(t, open, c)
	}
	_, open := authpolicy.Scope(httpx.Route{Method: http.MethodGet, Path: "/docs", Public: true})
	assert.True(t, open)
}
