package breakermetrics_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/circuit-breaker/breakermetrics"
	"goldenpath.dev/patterns/typed-clients/calling"
)

func TestCircuitsAreMeasured(t *testing.T) {
	t.Parallel()
	caller := calling.New(calling.Options{Name: "parcels", Timeout: 5 * time.Second, Attempts: 1, Concurrency: 1})
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(breakermetrics.New(breaker.Protect([]*calling.Caller{caller}, breaker.Options{
		Percent: 100, Attempts: 2, Window: time.Minute, Pause: time.Minute, Probes: 1, Log: slog.New(slog.DiscardHandler),
	}))))
	for range 5 {
		require.Error(t, caller.Do(t.Context(), calling.Request{Send: func(context.Context) error {
			return &calling.Failure{Err: errors.New("ill"), Verdict: calling.Ill, Trouble: true}
		}}))
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
