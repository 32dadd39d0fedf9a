package pgpool_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/pgpool"
	"github.com/acme/orders/internal/platform/pgtest"
)

func TestSizeSharesTheLimitBetweenReplicas(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 30, pgpool.Options{ServerLimit: 90, Replicas: 3}.Size())
	assert.Equal(t, 1, pgpool.Options{ServerLimit: 2, Replicas: 3}.Size())
	assert.Equal(t, 5, pgpool.Options{ServerLimit: 5}.Size())
}

func TestOpenKeepsThePasswordToItself(t *testing.T) {
	t.Parallel()
	_, err := pgpool.Open(t.Context(), pgpool.Options{URL: "postgres://u:hunter2@host:port/x"})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "hunter2")
}

func TestConnectionsHaveTheSettings(t *testing.T) {
	t.Parallel()
	pool, err := pgpool.Open(t.Context(), pgpool.Options{
		URL: pgtest.Database(t), Application: "pool test", ServerLimit: 6, Replicas: 3, StatementTimeout: 50 * time.Millisecond,
		Lifetime: time.Minute, IdleTime: time.Minute,
	})
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	assert.EqualValues(t, 2, pool.Config().MaxConns)

	var application string
	var now time.Time
	require.NoError(t, pool.QueryRow(t.Context(), "SELECT current_setting('application_name'), now()").Scan(&application, &now))
	assert.Equal(t, "pool test", application)
	assert.Equal(t, time.UTC, now.Location())

	_, err = pool.Exec(t.Context(), "SELECT pg_sleep(1)")
	assert.ErrorContains(t, err, "statement timeout")
}

func TestABusyPoolIsNotAway(t *testing.T) {
	t.Parallel()
	pool, err := pgpool.Open(t.Context(), pgpool.Options{
		URL: pgtest.Database(t), ServerLimit: 1, StatementTimeout: time.Second, Lifetime: time.Minute, IdleTime: time.Minute,
	})
	require.NoError(t, err)
	require.NoError(t, pgpool.Check(pool)(t.Context()))
	conn, err := pool.Acquire(t.Context())
	require.NoError(t, err)
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	require.NoError(t, pgpool.Check(pool)(soon))
	require.ErrorContains(t, pgpool.Close(pool)(soon), "still in use")
	conn.Release()

	away, err := pgpool.Open(t.Context(), pgpool.Options{URL: "postgres://localhost:1/none", ServerLimit: 1})
	require.NoError(t, err)
	t.Cleanup(away.Close)
	assert.Error(t, pgpool.Check(away)(t.Context()))
}
