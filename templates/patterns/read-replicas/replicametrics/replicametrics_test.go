package replicametrics_test

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/read-replicas/replicametrics"
)

func TestCopiesAreMeasured(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(t.Context(), "postgres://localhost:1/none")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	set, err := replica.Open(t.Context(), pool, replica.Options{URLs: "postgres://a:1/none postgres://b:2/none"})
	require.NoError(t, err)
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(replicametrics.New(set)))
	families, err := registry.Gather()
	require.NoError(t, err)
	counts := map[string]int{}
	for _, family := range families {
		counts[family.GetName()] = len(family.GetMetric())
	}
	assert.Equal(t, map[string]int{"postgres_replica_up": 2, "postgres_replica_lag_seconds": 2, "postgres_replica_reads_total": 3}, counts)
	require.NoError(t, set.Close(t.Context()))
}
