package migrate_test

import (
	"context"
	"io/fs"
	"log/slog"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/golang-migrate/migrate"
	"goldenpath.dev/patterns/testing/pgtest"
)

var files = fstest.MapFS{
	"00001_first.up.sql":    {Data: []byte("CREATE TABLE a (id int);")},
	"00001_first.down.sql":  {Data: []byte("DROP TABLE a;")},
	"00002_second.up.sql":   {Data: []byte("CREATE TABLE b (id int);")},
	"00002_second.down.sql": {Data: []byte("DROP TABLE b;")},
}

func migrator(t *testing.T, url string, migrations fs.FS) *migrate.Migrator {
	t.Helper()
	m, err := migrate.Open(url, migrations, slog.New(slog.DiscardHandler))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, m.Close(context.Background())) })
	return m
}

func applied(t *testing.T, m *migrate.Migrator) int {
	t.Helper()
	steps, err := m.Status(t.Context())
	require.NoError(t, err)
	require.Len(t, steps, 2)
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
	m := migrator(t, pgtest.Database(t), files)
	assert.ErrorContains(t, m.Check(t.Context()), "run the migrate command")

	require.NoError(t, m.Up(t.Context()))
	require.NoError(t, m.Up(t.Context()), "a second time there is nothing to do")
	assert.NoError(t, m.Check(t.Context()))
	assert.Equal(t, 2, applied(t, m))

	require.NoError(t, m.Down(t.Context()))
	assert.ErrorContains(t, m.Check(t.Context()), "version 1")
	assert.Equal(t, 1, applied(t, m))
	require.NoError(t, m.Down(t.Context()))
	assert.Equal(t, 0, applied(t, m))
	require.NoError(t, m.Down(t.Context()), "below the first there is nothing to do")
}

func TestReplicasMigrateOneAtATime(t *testing.T) {
	t.Parallel()
	url := pgtest.Database(t)
	var replicas errgroup.Group
	for range 3 {
		m := migrator(t, url, files)
		replicas.Go(func() error { return m.Up(t.Context()) })
	}
	require.NoError(t, replicas.Wait())
}

func TestABrokenMigrationSaysWhatToDo(t *testing.T) {
	t.Parallel()
	url := pgtest.Database(t)
	broken := fstest.MapFS{
		"00001_first.up.sql":  files["00001_first.up.sql"],
		"00002_broken.up.sql": {Data: []byte("CREATE TABLE nonsense;")},
	}
	m := migrator(t, url, broken)
	require.Error(t, m.Up(t.Context()))
	for _, err := range []error{m.Up(t.Context()), m.Check(t.Context())} {
		assert.ErrorContains(t, err, "migration 2 broke off half way")
		assert.ErrorContains(t, err, "dirty = false")
	}
	_, err := m.Status(t.Context())
	assert.ErrorContains(t, err, "broke off")
}

func TestMigrationsMustBeThere(t *testing.T) {
	t.Parallel()
	_, err := migrate.Open("postgres://localhost:1/none", fstest.MapFS{}, slog.New(slog.DiscardHandler))
	assert.ErrorContains(t, err, "*.up.sql")
}
