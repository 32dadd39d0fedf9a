package pgdb_test

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/pgtest"
)

const schema = `
	CREATE TABLE parents (id int PRIMARY KEY);
	CREATE TABLE things (
		id int PRIMARY KEY,
		name text CONSTRAINT things_name_key UNIQUE,
		size int CONSTRAINT things_size_check CHECK (size > 0),
		parent int CONSTRAINT things_parent_fkey REFERENCES parents (id) ON DELETE RESTRICT
	);
	INSERT INTO parents VALUES (1);
	INSERT INTO things VALUES (1, 'a', 1, 1);`

var constraints = pgdb.Constraints{"things_name_key": "name", "things_size_check": "size", "things_parent_fkey": "parent"}

func open(t *testing.T) (*pgdb.DB, *pgxpool.Pool) {
	t.Helper()
	config, err := pgxpool.ParseConfig(pgtest.Database(t))
	require.NoError(t, err)
	config.MaxConns = 2
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), schema)
	require.NoError(t, err)
	return pgdb.New(pool, time.Minute), pool
}

func count(t *testing.T, db *pgdb.DB) int {
	t.Helper()
	n, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM things")
	require.NoError(t, err)
	return n
}

func TestWhatTheDatabaseRefusesBecomesAFault(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	for statement, expected := range map[string]struct {
		kind    fault.Kind
		pointer string
	}{
		"INSERT INTO things VALUES (2, 'a', 1, 1)":       {fault.Conflict, "/name"},
		"INSERT INTO things VALUES (2, 'b', 0, 1)":       {fault.Invalid, "/size"},
		"INSERT INTO things VALUES (2, 'b', 1, 7)":       {fault.Conflict, "/parent"},
		"DO $$ BEGIN RAISE restrict_violation; END $$":   {fault.Conflict, ""},
		"DO $$ BEGIN RAISE deadlock_detected; END $$":    {fault.Unavailable, ""},
		"DO $$ BEGIN RAISE admin_shutdown; END $$":       {fault.Unavailable, ""},
		"DO $$ BEGIN RAISE too_many_connections; END $$": {fault.Unavailable, ""},
		"DO $$ BEGIN RAISE query_canceled; END $$":       {fault.Unavailable, ""},
		"SELEC": {fault.Internal, ""},
	} {
		_, err := pgdb.Exec(t.Context(), db, statement)
		err = constraints.Translate(err, "thing")
		assert.Equal(t, expected.kind, fault.KindOf(err), statement)
		if refused, ok := errors.AsType[*fault.Error](err); ok && expected.pointer != "" {
			assert.Equal(t, expected.pointer, refused.Fields[0].Pointer)
		}
	}
	_, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT id FROM things WHERE id = 9")
	assert.Equal(t, fault.NotFound, fault.KindOf(constraints.Translate(err, "thing")))
	assert.NoError(t, constraints.Translate(nil, "thing"))
}

func TestInTxIsAllOrNothingAndJoins(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	failure := errors.New("changed my mind")
	insert := func(id int, result error) func(context.Context) error {
		return func(ctx context.Context) error {
			_, err := pgdb.Exec(ctx, db, "INSERT INTO things VALUES ($1, $2, 1, 1)", id, strconv.Itoa(id))
			return errors.Join(err, result)
		}
	}
	require.NoError(t, db.InTx(t.Context(), insert(2, nil)))
	require.ErrorIs(t, db.InTx(t.Context(), insert(3, failure)), failure)
	require.ErrorIs(t, db.InTx(t.Context(), func(ctx context.Context) error {
		require.NoError(t, db.InTx(ctx, insert(4, nil)), "the inner one joins")
		return failure
	}), failure)
	assert.Equal(t, 2, count(t, db))
	assert.Panics(t, func() {
		_ = db.InTx(t.Context(), func(ctx context.Context) error {
			require.NoError(t, insert(5, nil)(ctx))
			panic("boom")
		})
	})
	assert.Equal(t, 2, count(t, db))
}

func TestRequestsAreTurnedAwayWhenEveryConnectionIsInUse(t *testing.T) {
	t.Parallel()
	_, pool := open(t)
	for range pool.Config().MaxConns {
		conn, err := pool.Acquire(t.Context())
		require.NoError(t, err)
		defer conn.Release()
	}
	db := pgdb.New(pool, 50*time.Millisecond)
	_, err := pgdb.Exec(t.Context(), db, "SELECT 1")
	busy, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	assert.Equal(t, "database_busy", busy.Code)
	assert.Positive(t, busy.RetryAfter)

	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, db.InTx(canceled, func(context.Context) error { return nil }), context.Canceled)
}

func TestADatabaseThatIsAwayIsUnavailable(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(t.Context(), "postgres://localhost:1/none")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pgdb.All(t.Context(), pgdb.New(pool, time.Second), pgx.RowTo[int], "SELECT 1")
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
}
