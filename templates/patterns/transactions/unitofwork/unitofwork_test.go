package unitofwork_test

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/pgtest"
	"goldenpath.dev/patterns/transactions/unitofwork"
)

func open(t *testing.T, attempts int, schema string) (*pgdb.DB, *unitofwork.UnitOfWork) {
	t.Helper()
	pool, err := pgxpool.New(t.Context(), pgtest.Database(t)+"&pool_max_conns=16")
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), schema)
	require.NoError(t, err)
	db := pgdb.New(pool, time.Minute)
	return db, unitofwork.New(db, unitofwork.Options{Isolation: pgx.Serializable, Attempts: attempts, Log: slog.New(slog.DiscardHandler)})
}

func number(ctx context.Context, db *pgdb.DB, statement string) (int, error) {
	return pgdb.One(ctx, db, pgx.RowTo[int], statement)
}

func set(ctx context.Context, db *pgdb.DB, n, id int) error {
	_, err := pgdb.Exec(ctx, db, "UPDATE counters SET n = $1 WHERE id = $2", n, id)
	return err
}

const counters = "CREATE TABLE counters (id int PRIMARY KEY, n int NOT NULL); INSERT INTO counters VALUES (1, 0), (2, 0)"

func TestNoUpdateIsLostToManyWriters(t *testing.T) {
	t.Parallel()
	const writers = 64
	db, work := open(t, 1000, counters)
	var attempts atomic.Int64
	results := make([]error, writers)
	var writing sync.WaitGroup
	for i := range writers {
		writing.Go(func() {
			results[i] = work.InTx(t.Context(), func(ctx context.Context) error {
				attempts.Add(1)
				n, err := number(ctx, db, "SELECT n FROM counters WHERE id = 1")
				if err != nil {
					return err
				}
				return set(ctx, db, n+1, 1)
			})
		})
	}
	writing.Wait()
	require.NoError(t, errors.Join(results...))
	n, err := number(t.Context(), db, "SELECT n FROM counters WHERE id = 1")
	require.NoError(t, err)
	assert.Equal(t, writers, n)
	assert.Greater(t, attempts.Load(), int64(writers), "they got in each other's way")
}

// Each of two takes the last place only if it is free, which no row says.
func TestWhatHoldsForOneHoldsForTwoAtOnce(t *testing.T) {
	t.Parallel()
	db, work := open(t, 10, "CREATE TABLE places (id int PRIMARY KEY)")
	full := errors.New("no place is left")
	bothHaveRead := make(chan struct{}, 2)
	results := make([]error, 2)
	var writing sync.WaitGroup
	for i := range results {
		writing.Go(func() {
			first := true
			results[i] = work.InTx(t.Context(), func(ctx context.Context) error {
				taken, err := number(ctx, db, "SELECT count(*) FROM places")
				if first {
					first = false
					bothHaveRead <- struct{}{}
					for len(bothHaveRead) < cap(bothHaveRead) {
						time.Sleep(time.Millisecond)
					}
				}
				switch {
				case err != nil:
					return err
				case taken > 0:
					return full
				}
				_, err = pgdb.Exec(ctx, db, "INSERT INTO places VALUES ("+strconv.Itoa(i)+")")
				return err
			})
		})
	}
	writing.Wait()
	require.ErrorIs(t, errors.Join(results...), full)
	taken, err := number(t.Context(), db, "SELECT count(*) FROM places")
	require.NoError(t, err)
	assert.Equal(t, 1, taken)
}

func TestADeadlockEndsWithBothDone(t *testing.T) {
	t.Parallel()
	db, work := open(t, 10, counters)
	bothHaveOne := make(chan struct{}, 2)
	results := make([]error, 2)
	var writing sync.WaitGroup
	for i := range results {
		writing.Go(func() {
			first := true
			results[i] = work.InTx(t.Context(), func(ctx context.Context) error {
				if err := set(ctx, db, i, 1+i); err != nil {
					return err
				}
				if first {
					first = false
					bothHaveOne <- struct{}{}
					for len(bothHaveOne) < cap(bothHaveOne) {
						time.Sleep(time.Millisecond)
					}
				}
				return set(ctx, db, i, 2-i)
			})
		})
	}
	writing.Wait()
	assert.NoError(t, errors.Join(results...))
}

func TestWorkThatKeepsMeetingOthersIsRefusedAtLast(t *testing.T) {
	t.Parallel()
	db, work := open(t, 3, counters)
	attempts := 0
	conflict := func(ctx context.Context) error {
		attempts++
		_, err := pgdb.Exec(ctx, db, "DO $$ BEGIN RAISE serialization_failure; END $$")
		return err
	}
	err := work.InTx(t.Context(), conflict)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.Equal(t, 3, attempts)

	attempts = 0
	err = work.InTx(t.Context(), func(ctx context.Context) error { return work.InTx(ctx, conflict) })
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.Equal(t, 3, attempts, "only the whole runs again")

	attempts = 0
	ctx, cancel := context.WithCancel(t.Context())
	err = work.InTx(ctx, func(ctx context.Context) error {
		defer cancel()
		return conflict(ctx)
	})
	require.ErrorIs(t, err, context.Canceled)
	assert.Equal(t, 1, attempts)
}

func TestOtherFailuresAreNotTriedAgain(t *testing.T) {
	t.Parallel()
	db, work := open(t, 3, counters)
	attempts, failure := 0, errors.New("changed my mind")
	require.ErrorIs(t, work.InTx(t.Context(), func(ctx context.Context) error {
		attempts++
		return errors.Join(set(ctx, db, 9, 1), failure)
	}), failure)
	assert.Equal(t, 1, attempts)
	n, err := number(t.Context(), db, "SELECT n FROM counters WHERE id = 1")
	require.NoError(t, err)
	assert.Zero(t, n)
}
