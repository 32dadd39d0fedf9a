// Package httpmetrics measures requests for Prometheus: rate, errors and
// duration by route.
package httpmetrics

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/requestinfo"
)

// unmatched stands for the route of requests that no route serves: their paths
// are the client's and would make a series each.
const unmatched = "unmatched"

// Middleware measures requests by method, route and status.
func Middleware(registry prometheus.Registerer) httpx.Middleware {
	names := []string{"method", "route", "status"}
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "http_server_request_duration_seconds",
		Help:    "Time from the first byte of a request to the last of its answer.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, names)
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "http_server_requests_total",
		Help: "Requests answered.",
	}, names)
	active := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "http_server_active_requests",
		Help: "Requests under way.",
	})
	registry.MustRegister(duration, requests, active)

	series := seriesOf(duration, requests)
	return httpx.Middleware{Order: httpx.OrderMetrics, Wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			active.Inc()
			defer active.Dec()
			recorder := httpx.Record(w)
			next.ServeHTTP(recorder, r)

			route := requestinfo.From(r.Context()).Route
			if route == "" {
				route = unmatched
			}
			counted := series(labels{method: method(r.Method), route: route, status: recorder.Status})
			counted.requests.Inc()
			// Events last as long as somebody listens: that is no measure of the service.
			if !strings.HasPrefix(w.Header().Get("Content-Type"), "text/event-stream") {
				counted.duration.Observe(time.Since(start).Seconds())
			}
		})
	}}
}

// labels tell series apart.
type labels struct {
	method, route string
	status        int
}

// measured are the series of some labels.
type measured struct {
	requests prometheus.Counter
	duration prometheus.Observer
}

// seriesOf returns how to find the series of labels. It remembers them: looking
// them up by their texts would cost every request more than counting it.
func seriesOf(duration *prometheus.HistogramVec, requests *prometheus.CounterVec) func(labels) measured {
	var mutex sync.RWMutex
	known := map[labels]measured{}
	return func(wanted labels) measured {
		mutex.RLock()
		found, ok := known[wanted]
		mutex.RUnlock()
		if ok {
			return found
		}
		values := []string{wanted.method, wanted.route, strconv.Itoa(wanted.status)}
		found = measured{requests: requests.WithLabelValues(values...), duration: duration.WithLabelValues(values...)}
		mutex.Lock()
		defer mutex.Unlock()
		known[wanted] = found
		return found
	}
}

// method bounds the label: clients may send any word as a method.
func method(name string) string {
	switch name {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return name
	}
	return "other"
}
