package partitionmetrics_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/partitions/partition"
	"goldenpath.dev/patterns/partitions/partitionmetrics"
	"goldenpath.dev/patterns/testing/pgtest"
)

func TestPartitionsAreMeasured(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(context.WithoutCancel(t.Context()), pgtest.Database(t))
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), "CREATE TABLE readings (id uuid PRIMARY KEY) PARTITION BY RANGE (id)")
	require.NoError(t, err)
	keeper := partition.New(pool, partition.Options{Ahead: 1, Log: slog.New(slog.DiscardHandler)})
	require.NoError(t, keeper.Pass(t.Context(), time.Now()))
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(partitionmetrics.New(keeper)))
	families, err := registry.Gather()
	require.NoError(t, err)
	values := map[string]float64{}
	for _, family := range families {
		values[family.GetName()] = family.GetMetric()[0].GetGauge().GetValue()
	}
	assert.Equal(t, map[string]float64{"postgres_partitions": 2, "postgres_default_partition_rows": 0}, values)
}
