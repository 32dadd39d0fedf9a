package pgmetrics_test

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/postgres-pool/pgmetrics"
)

func TestThePoolIsMeasured(t *testing.T) {
	t.Parallel()
	// No connection is opened, so no server is needed.
	pool, err := pgxpool.New(t.Context(), "postgres://localhost:1/none?pool_max_conns=7")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(pgmetrics.New(pool)))

	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		metric := family.GetMetric()[0]
		values[family.GetName()] = metric.GetGauge().GetValue() + metric.GetCounter().GetValue()
	}
	assert.Len(t, values, 7)
	assert.InDelta(t, 7, values["postgres_pool_max_connections"], 0)
	assert.InDelta(t, 0, values["postgres_pool_connections"], 0)
}
