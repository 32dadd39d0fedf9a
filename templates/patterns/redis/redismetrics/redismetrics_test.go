package redismetrics_test

import (
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/redis/redismetrics"
	"goldenpath.dev/patterns/redis/redistest"
)

func TestThePoolIsMeasured(t *testing.T) {
	t.Parallel()
	client := redistest.Client(t)
	for range 2 {
		require.NoError(t, client.Ping(t.Context()).Err())
	}
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(redismetrics.New(client)))

	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		metric := family.GetMetric()[0]
		values[family.GetName()] = metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
	}
	assert.Equal(t, map[string]float64{
		"redis_pool_connections": 1, "redis_pool_connections_idle": 1, "redis_pool_reuses_total": 1,
		"redis_pool_misses_total": 1, "redis_pool_timeouts_total": 0, "redis_pool_stale_total": 0,
	}, values)
}
