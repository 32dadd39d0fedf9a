package cachemetrics_test

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/cache-aside/cachemetrics"
	"goldenpath.dev/patterns/redis/redistest"
)

func TestQuestionsAreCountedByTheirResult(t *testing.T) {
	t.Parallel()
	store := cache.Open(redistest.Client(t), cache.Options{
		Prefix: redistest.Prefix(), TTL: time.Minute, Settle: time.Second, Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() { assert.NoError(t, store.Stop(context.WithoutCancel(t.Context()))) })
	require.Eventually(t, store.Used, 10*time.Second, time.Millisecond)
	words := cache.New[string](store, cache.Kind{Name: "word"})
	for range 3 {
		word, err := words.Get(t.Context(), "1", func(context.Context) (string, error) { return "x", nil })
		require.NoError(t, err)
		assert.Equal(t, "x", word)
	}
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(cachemetrics.New(store)))

	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			name := []string{family.GetName()}
			for _, label := range metric.GetLabel() {
				name = append(name, label.GetValue())
			}
			values[strings.Join(name, " ")] = metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
		}
	}
	assert.Equal(t, map[string]float64{
		"cache_requests_total word hit": 2, "cache_requests_total word miss": 1, "cache_requests_total word passed": 0,
		"cache_requests_total word error": 0, "cache_used": 1,
	}, values)
}
