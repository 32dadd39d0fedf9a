package migrate_test

import (
	"bytes"
	"context"
	"log/slog"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/goose/migrate"
	"goldenpath.dev/patterns/testing/pgtest"
)

var files = fstest.MapFS{
	"00001_first.sql":  {Data: []byte("-- +goose Up\nCREATE TABLE a (id int);\n-- +goose Down\nDROP TABLE a;\n")},
	"00002_second.sql": {Data: []byte("-- +goose Up\nCREATE TABLE b (id int);\n-- +goose Down\nDROP TABLE b;\n")},
}

func migrator(t *testing.T, url string) *migrate.Migrator {
	t.Helper()
	m, err := migrate.Open(url, files, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, m.Close(context.Background())) })
	return m
}

func applied(t *testing.T, m *migrate.Migrator) int {
	t.Helper()
	steps, err := m.Status(t.Context())
	require.NoError(t, err)
	require.Len(t, steps, len(files))
	count := 0
	for _, step := range steps {
		if step.Applied {
			count++
		}
	}
	return count
}

func TestTheSchemaGoesUpAndDown(t *testing.T) {
	t.Parallel()
	m := migrator(t, pgtest.Database(t))
	assert.ErrorContains(t, m.Check(t.Context()), "run the migrate command")

	require.NoError(t, m.Up(t.Context()))
	require.NoError(t, m.Up(t.Context()), "a second time there is nothing to do")
	assert.NoError(t, m.Check(t.Context()))
	assert.Equal(t, 2, applied(t, m))

	require.NoError(t, m.Down(t.Context()))
	assert.ErrorContains(t, m.Check(t.Context()), "version 1")
	assert.Equal(t, 1, applied(t, m))
	require.NoError(t, m.Down(t.Context()))
	require.NoError(t, m.Down(t.Context()), "below the first there is nothing to do")
}

func TestTheLogTellsThatThereWasNothingToDo(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	m, err := migrate.Open(pgtest.Database(t), files, slog.New(slog.NewTextHandler(&log, nil)))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, m.Close(context.Background())) })
	require.NoError(t, m.Down(t.Context()))
	assert.Contains(t, log.String(), "nothing to take back")
	require.NoError(t, m.Up(t.Context()))
	assert.NotContains(t, log.String(), "nothing to migrate")
	require.NoError(t, m.Up(t.Context()))
	assert.Contains(t, log.String(), "nothing to migrate")
}

func TestReplicasMigrateOneAtATime(t *testing.T) {
	t.Parallel()
	url := pgtest.Database(t)
	var replicas errgroup.Group
	for range 3 {
		m := migrator(t, url)
		replicas.Go(func() error { return m.Up(t.Context()) })
	}
	require.NoError(t, replicas.Wait())
}
