package httpmetrics_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/metrics/httpmetrics"
)

func request(t *testing.T, method string) *http.Request {
	t.Helper()
	return httptest.NewRequestWithContext(requestinfo.With(t.Context(), &requestinfo.Info{}), method, "/parcels/17", nil)
}

func TestRequestsAreCountedByRoute(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	handler := httpmetrics.Middleware(registry).Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			requestinfo.From(r.Context()).Route = "/parcels/{id}"
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	handler.ServeHTTP(httptest.NewRecorder(), request(t, http.MethodGet))
	handler.ServeHTTP(httptest.NewRecorder(), request(t, "BREW"))

	page := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, request(t, http.MethodGet))
	assert.Contains(t, page.Body.String(), `http_server_requests_total{method="GET",route="/parcels/{id}",status="404"} 1`)
	assert.Contains(t, page.Body.String(), `http_server_requests_total{method="other",route="unmatched",status="404"} 1`)
	assert.NotContains(t, page.Body.String(), "17\"")
}

func TestStreamsOfEventsAreCountedAndNotTimed(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	handler := httpmetrics.Middleware(registry).Wrap(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestinfo.From(r.Context()).Route = "/events"
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
		w.WriteHeader(http.StatusOK)
	}))
	handler.ServeHTTP(httptest.NewRecorder(), request(t, http.MethodGet))

	page := httptest.NewRecorder()
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, request(t, http.MethodGet))
	assert.Contains(t, page.Body.String(), `http_server_requests_total{method="GET",route="/events",status="200"} 1`)
	assert.Contains(t, page.Body.String(), `http_server_request_duration_seconds_count{method="GET",route="/events",status="200"} 0`)
}

func TestTheSameMiddlewareTwiceIsADefect(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	httpmetrics.Middleware(registry)
	assert.Panics(t, func() { httpmetrics.Middleware(registry) })
}
