// Package versionmetrics counts the requests to each version of the API for
// Prometheus, so that one sees when nobody calls the older one any more.
package versionmetrics

import (
	"net/http"
	"strings"

	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Observe counts the requests to routes whose path names a version, refused ones
// included.
func Observe(registry prometheus.Registerer, routes []httpx.Route) error {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "api_version_requests_total",
		Help: "Requests by the version of the API.",
	}, []string{"version"})
	if err := registry.Register(requests); err != nil {
		return err
	}
	for i, route := range routes {
		if version, ok := versionOf(route.Path); ok {
			routes[i].Handler = counting(requests.WithLabelValues(version), route.Handler)
		}
	}
	return nil
}

// versionOf returns v1 for /api/v1/parcels.
func versionOf(path string) (version string, ok bool) {
	rest, ok := strings.CutPrefix(path, "/api/")
	if !ok {
		return "", false
	}
	version, _, ok = strings.Cut(rest, "/")
	return version, ok
}

func counting(requests prometheus.Counter, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Inc()
		next.ServeHTTP(w, r)
	})
}
