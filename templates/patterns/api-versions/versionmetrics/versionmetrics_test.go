package versionmetrics_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/api-versions/versionmetrics"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestRequestsAreCountedByVersion(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	served := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	routes := []httpx.Route{
		{Path: "/api/v1/parcels", Handler: served},
		{Path: "/api/v2/parcels", Handler: served},
		{Path: "/docs", Handler: served},
		{Path: "/api/none", Handler: served},
	}
	require.NoError(t, versionmetrics.Observe(registry, routes))
	for _, route := range append(routes, routes[1]) {
		recorder := httptest.NewRecorder()
		route.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, route.Path, nil))
		assert.Equal(t, http.StatusNoContent, recorder.Code)
	}
	require.NoError(t, testutil.GatherAndCompare(registry, strings.NewReader(`
# HELP api_version_requests_total Requests by the version of the API.
# TYPE api_version_requests_total counter
api_version_requests_total{version="v1"} 1
api_version_requests_total{version="v2"} 2
`)))
	assert.Error(t, versionmetrics.Observe(registry, nil), "counted twice")
}
