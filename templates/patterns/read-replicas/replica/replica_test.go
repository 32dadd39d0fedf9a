package replica_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/postgres-pool/pgpool"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/testing/pgtest"
)

func TestPositionsAreReadAndWritten(t *testing.T) {
	t.Parallel()
	for text, expected := range map[string]replica.Position{"0/0": 0, "0/10": 16, "16/B374D848": 0x16B374D848, "FFFFFFFF/FFFFFFFF": 1<<64 - 1} {
		position, err := replica.ParsePosition(text)
		require.NoError(t, err)
		assert.Equal(t, expected, position)
		assert.Equal(t, text, position.String())
	}
	for _, text := range []string{"", "0", "/", "0/", "0/g", "0/a", "100000000/0", "0/0 ", "0/0\n"} {
		_, err := replica.ParsePosition(text)
		assert.Error(t, err, text)
	}
}

func TestAURLThatIsNoneIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(t.Context(), "postgres://localhost:1/none")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = replica.Open(t.Context(), pool, replica.Options{URLs: "postgres://localhost:1/none postgres://u:secret@host:port/x"})
	require.ErrorContains(t, err, "REPLICA_URLS")
	assert.NotContains(t, err.Error(), "secret")
}

func TestWithoutCopiesNothingIsWrong(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(context.WithoutCancel(t.Context()), pgtest.Database(t))
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	set, err := replica.Open(t.Context(), pool, replica.Options{})
	require.NoError(t, err)
	require.NoError(t, set.Check(t.Context()))
	on := replica.NewRepositories(set, "primary", nil)
	from, err := replica.Read(replica.Allow(t.Context(), 0), on, func(from string) (string, error) { return from, nil })
	require.NoError(t, err)
	assert.Equal(t, "primary", from)
	require.NoError(t, set.Close(t.Context()))
}

func TestCopiesHaveTheSettingsOfThePrimary(t *testing.T) {
	t.Parallel()
	url := pgtest.Database(t)
	primary, err := pgpool.Open(context.WithoutCancel(t.Context()), pgpool.Options{
		URL: url, Application: "settings", ServerLimit: 1, StatementTimeout: time.Minute, Lifetime: time.Hour, IdleTime: time.Hour,
	})
	require.NoError(t, err)
	t.Cleanup(primary.Close)
	set, err := replica.Open(context.WithoutCancel(t.Context()), primary, replica.Options{URLs: url, AcquireTimeout: 10 * time.Second})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, set.Close(context.Background())) })
	var copied *pgdb.DB
	replica.NewRepositories(set, nil, func(db *pgdb.DB) *pgdb.DB {
		copied = db
		return db
	})

	application, err := pgdb.One(t.Context(), copied, pgx.RowTo[string], "SELECT current_setting('application_name')")
	require.NoError(t, err)
	assert.Equal(t, "settings", application)
	now, err := pgdb.One(t.Context(), copied, pgx.RowTo[time.Time], "SELECT now()")
	require.NoError(t, err)
	assert.Equal(t, time.UTC, now.Location(), "types are registered")
}

// watched returns a set whose copy is the primary itself, found well.
func watched(t *testing.T) *replica.Set {
	t.Helper()
	url := pgtest.Database(t)
	pool, err := pgxpool.New(context.WithoutCancel(t.Context()), url)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	set, err := replica.Open(context.WithoutCancel(t.Context()), pool, replica.Options{
		URLs: url, MaxLag: time.Second, Wait: 10 * time.Second, AcquireTimeout: time.Second, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	watching := make(chan error, 1)
	go func() { watching <- set.Watch() }()
	t.Cleanup(func() {
		require.NoError(t, set.Close(context.Background()))
		require.NoError(t, <-watching)
	})
	require.Eventually(t, func() bool { return set.Check(t.Context()) == nil }, 10*time.Second, 5*time.Millisecond)
	return set
}

// A database that is no copy is never behind itself: what providers call a
// reader may be one.
func TestThePrimaryMayStandForACopy(t *testing.T) {
	t.Parallel()
	set := watched(t)
	on := replica.NewRepositories(set, "primary", func(*pgdb.DB) string { return "copy" })
	from, err := replica.Read(replica.Allow(t.Context(), 0), on, func(from string) (string, error) { return from, nil })
	require.NoError(t, err)
	assert.Equal(t, "copy", from)
}
