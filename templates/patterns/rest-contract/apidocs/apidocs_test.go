package apidocs_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/rest-contract/apidocs"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestThePageShowsTheRoutes(t *testing.T) {
	t.Parallel()
	routes, err := apidocs.Routes("Shop <1>", []byte("openapi: 3.1.0\n"), []httpx.Route{
		{Method: http.MethodGet, Path: "/parcels/{id}", Summary: "Read a parcel"},
		{Method: http.MethodGet, Path: "/old", Summary: "Read", Successor: "/new"},
	})
	require.NoError(t, err)
	bodies := map[string]string{}
	for _, route := range routes {
		recorder := httptest.NewRecorder()
		route.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), route.Method, route.Path, nil))
		bodies[route.Path] = recorder.Body.String()
	}
	assert.Equal(t, "openapi: 3.1.0\n", bodies["/openapi.yaml"])
	assert.Contains(t, bodies["/docs"], "<code>/parcels/{id}</code>")
	assert.Contains(t, bodies["/docs"], "Read (deprecated: use <code>/new</code>)")
	assert.NotContains(t, bodies["/docs"], "Read a parcel (")
	assert.Contains(t, bodies["/docs"], "Shop &lt;1&gt;")
}
