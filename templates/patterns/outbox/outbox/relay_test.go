package outbox_test

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/outbox/outbox"
)

func TestAnOutageIsLoggedOnce(t *testing.T) {
	t.Parallel()
	// Nothing listens there.
	pool, err := pgxpool.New(t.Context(), "postgres://nobody@127.0.0.1:1/nothing")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	var log bytes.Buffer
	relay := outbox.NewRelay(pool, nil, outbox.Options{Interval: time.Millisecond, Log: slog.New(slog.NewTextHandler(&log, nil))})
	var running sync.WaitGroup
	running.Go(func() { assert.NoError(t, relay.Run()) })
	time.Sleep(2500 * time.Millisecond) // in which it tries three times
	require.NoError(t, relay.Stop(t.Context()))
	running.Wait()
	assert.Equal(t, 1, bytes.Count(log.Bytes(), []byte("publishing from the outbox stopped")), log.String())
}
