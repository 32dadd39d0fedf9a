package rpcmetrics_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"
	"github.com/stretchr/testify/assert"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcmetrics"
)

func TestCallsAreCountedByMethodAndCode(t *testing.T) {
	t.Parallel()
	registry := prometheus.NewRegistry()
	measured := rpcmetrics.Interceptor(registry)
	assert.Equal(t, rpc.OrderMetrics, measured.Order)
	for _, failure := range []error{nil, nil, grpcstatus.Error(codes.NotFound, "gone")} {
		err := measured.Around(t.Context(), rpc.Call{Method: "/a.B/C"}, func(context.Context) error { return failure })
		assert.Equal(t, failure, err)
	}
	page := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil)
	promhttp.HandlerFor(registry, promhttp.HandlerOpts{}).ServeHTTP(page, request)
	for _, line := range []string{
		`grpc_server_calls_total{code="OK",method="/a.B/C"} 2`,
		`grpc_server_calls_total{code="NotFound",method="/a.B/C"} 1`,
		`grpc_server_call_duration_seconds_count{code="OK",method="/a.B/C"} 2`,
		`grpc_server_active_calls 0`,
	} {
		assert.Contains(t, page.Body.String(), line)
	}
}
