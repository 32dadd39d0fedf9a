// Package rpcmetrics measures calls for Prometheus: rate, errors and duration
// by method.
package rpcmetrics

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/grpc/rpc"
)

// Interceptor measures calls by method and code. Methods are those that the
// service has: calls of others never reach an interceptor.
func Interceptor(registry prometheus.Registerer) rpc.Interceptor {
	names := []string{"method", "code"}
	duration := prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name:    "grpc_server_call_duration_seconds",
		Help:    "Time from the begin of a call to its end.",
		Buckets: []float64{.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, names)
	calls := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "grpc_server_calls_total",
		Help: "Calls answered.",
	}, names)
	active := prometheus.NewGauge(prometheus.GaugeOpts{
		Name: "grpc_server_active_calls",
		Help: "Calls under way.",
	})
	registry.MustRegister(duration, calls, active)

	return rpc.Interceptor{Order: rpc.OrderMetrics, Around: func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
		start := time.Now()
		active.Inc()
		defer active.Dec()
		err := next(ctx)
		values := []string{call.Method, grpcstatus.Code(err).String()}
		calls.WithLabelValues(values...).Inc()
		duration.WithLabelValues(values...).Observe(time.Since(start).Seconds())
		return err
	}}
}
