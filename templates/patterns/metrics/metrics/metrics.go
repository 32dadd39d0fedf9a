// Package metrics measures the service for Prometheus: rate, errors and
// duration of requests by route, and the Go runtime.
package metrics

import (
	"net/http"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// NewRegistry returns a registry that measures the process and the runtime.
func NewRegistry() *prometheus.Registry {
	registry := prometheus.NewRegistry()
	registry.MustRegister(
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return registry
}

// Route serves the measurements, for a port that is not open to clients.
func Route(registry *prometheus.Registry) httpx.Route {
	return httpx.Route{
		Method: http.MethodGet, Path: "/metrics", Summary: "Measurements for Prometheus",
		Handler: promhttp.HandlerFor(registry, promhttp.HandlerOpts{Registry: registry}),
	}
}

// unmatched stands for the route of requests that no route serves: their paths
// are the client's and would make a series each.
const unmatched = "unmatched"

// Middleware measures requests by method, route and status.
func Middleware(registry prometheus.Registerer) httpx.Middleware {
	labels := []string{"method", "route", "status"}
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_server_request_duration_seconds",
		Help:    "Time from the first byte of a request to the last of its answer.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, labels)
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "http_server_requests_total",
		Help: "Requests answered.",
	}, labels)
	active := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "http_server_active_requests",
		Help: "Requests under way.",
	})
	registry.MustRegister(duration, requests, active)

	return httpx.Middleware{Order: httpx.OrderMetrics, Wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			active.Inc()
			defer active.Dec()
			recorder := &httpx.Recorder{ResponseWriter: w}
			next.ServeHTTP(recorder, r)

			route := requestinfo.From(r.Context()).Route
			if route == "" {
				route = unmatched
			}
			values := []string{method(r.Method), route, strconv.Itoa(recorder.Status)}
			requests.WithLabelValues(values...).Inc()
			duration.WithLabelValues(values...).Observe(time.Since(start).Seconds())
		})
	}}
}

// method bounds the label: clients may send any word as a method.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return name
	}
	return "other"
}
