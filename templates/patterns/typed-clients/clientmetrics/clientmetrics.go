// Package clientmetrics measures the calls to other services for Prometheus.
package clientmetrics

import (
	"context"
	"errors"

	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// Observe measures the calls of the callers: how many, how they ended, how long
// they took, and how often they were tried again.
func Observe(registry prometheus.Registerer, callers []*calling.Caller) error {
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "upstream_calls_total",
		Help: "Calls to other services by how they ended.",
	}, []string{"upstream", "method", "result"})
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "upstream_call_duration_seconds",
		Help:    "Time of a call, all attempts and the waiting between them included.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, []string{"upstream", "method"})
	retries := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "upstream_retries_total",
		Help: "Attempts after the first of a call.",
	}, []string{"upstream"})
	for _, collector := range []prometheus.Collector{calls, duration, retries} {
		if err := registry.Register(collector); err != nil {
			return err
		}
	}
	for _, caller := range callers {
		caller.Observe(func(call calling.Call) {
			calls.WithLabelValues(call.Upstream, call.Method, result(call.Err)).Inc()
			duration.WithLabelValues(call.Upstream, call.Method).Observe(call.Duration.Seconds())
			retries.WithLabelValues(call.Upstream).Add(float64(max(0, call.Attempts-1)))
		})
	}
	return nil
}

// result tells calls apart by who has to do something about them.
func result(err error) string {
	if err == nil {
		return "ok"
	}
	found, ok := errors.AsType[*fault.Error](err)
	switch {
	case errors.Is(err, context.Canceled):
		return "canceled"
	case !ok:
		return "failed"
	case found.Kind == fault.Unavailable:
		return "unavailable"
	}
	return "refused"
}
