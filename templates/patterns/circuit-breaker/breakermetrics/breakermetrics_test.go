package breakermetrics_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/circuit-breaker/breakermetrics"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

func TestCircuitsAreMeasured(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusBadGateway) }))
	t.Cleanup(server.Close)
	client, err := httpclient.New(httpclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: 5 * time.Second, Attempts: 1, Concurrency: 1},
		URL:     server.URL, MaxBody: 1,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, client.Close()) })
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(breakermetrics.New(breaker.Protect([]*calling.Caller{client.Caller()}, breaker.Options{
		Percent: 100, Attempts: 2, Window: time.Minute, Pause: time.Minute, Probes: 1, Log: slog.New(slog.DiscardHandler),
	}))))
	for range 5 {
		require.Error(t, client.Do(t.Context(), httpclient.Request{Method: http.MethodGet, Path: "/"}, nil))
	}
	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			names := []string{family.GetName()}
			for _, label := range metric.GetLabel() {
				names = append(names, label.GetValue())
			}
			values[strings.Join(names, " ")] = metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
		}
	}
	assert.Equal(t, map[string]float64{
		"upstream_circuit_opened_total parcels":    1,
		"upstream_circuit_refused_total parcels":   3,
		"upstream_circuit_state closed parcels":    0,
		"upstream_circuit_state half_open parcels": 0,
		"upstream_circuit_state open parcels":      1,
	}, values)
}
