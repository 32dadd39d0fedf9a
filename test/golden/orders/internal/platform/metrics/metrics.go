// Package metrics keeps what the service measures for Prometheus, and measures
// its process and the Go runtime.
package metrics

import (
	"net/http"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/acme/orders/internal/platform/httpx"
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
