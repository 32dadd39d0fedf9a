package partition_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/partitions/partition"
	"goldenpath.dev/patterns/testing/pgplan"
	"goldenpath.dev/patterns/testing/pgtest"
)

const schema = `
	CREATE TABLE places (id uuid PRIMARY KEY);
	CREATE TABLE readings (
		id uuid NOT NULL,
		size int CONSTRAINT readings_size_check CHECK (size > 0),
		place uuid CONSTRAINT readings_place_fkey REFERENCES places (id),
		CONSTRAINT readings_pkey PRIMARY KEY (id)
	) PARTITION BY RANGE (id);
	CREATE INDEX ON readings (size, id);
	CREATE TABLE readings_default PARTITION OF readings DEFAULT;
	CREATE TABLE others (id uuid PRIMARY KEY);
	INSERT INTO places VALUES ('00000000-0000-0000-0000-000000000001');`

var (
	now  = time.Date(2026, time.December, 31, 23, 59, 59, 999_000_000, time.UTC)
	here = uuid.MustParse("00000000-0000-0000-0000-000000000001")
)

// idAt returns an id that was made at the moment.
func idAt(moment time.Time) uuid.UUID {
	id := uuid.Must(uuid.NewV7())
	millis := moment.UnixMilli()
	for i := range 6 {
		id[i] = byte(millis >> (8 * (5 - i)))
	}
	return id
}

type readings struct {
	t    *testing.T
	pool *pgxpool.Pool
}

func open(t *testing.T) readings {
	t.Helper()
	pool, err := pgxpool.New(context.WithoutCancel(t.Context()), pgtest.Database(t))
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), schema)
	require.NoError(t, err)
	return readings{t, pool}
}

func (r readings) keeper(options partition.Options) *partition.Keeper {
	options.Log = slog.New(slog.DiscardHandler)
	return partition.New(r.pool, options)
}

func (r readings) add(at time.Time) {
	r.t.Helper()
	_, err := r.pool.Exec(r.t.Context(), "INSERT INTO readings VALUES ($1, 1, $2)", idAt(at), here)
	require.NoError(r.t, err)
}

// counts returns the number of rows of each partition.
func (r readings) counts() map[string]int {
	r.t.Helper()
	rows, err := r.pool.Query(r.t.Context(), `
		SELECT c.relname, (SELECT count(*) FROM readings WHERE tableoid = c.oid) FROM pg_inherits i
		JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'readings'::regclass`)
	require.NoError(r.t, err)
	found := map[string]int{}
	var name string
	var count int
	_, err = pgx.ForEachRow(rows, []any{&name, &count}, func() error {
		found[name] = count
		return nil
	})
	require.NoError(r.t, err)
	return found
}

func TestMonthsToComeHaveAPartition(t *testing.T) {
	t.Parallel()
	r := open(t)
	keeper := r.keeper(partition.Options{Ahead: 2})
	for range 2 {
		require.NoError(t, keeper.Pass(t.Context(), now))
	}
	r.add(now)
	r.add(now.Add(time.Millisecond))
	r.add(now.AddDate(0, 3, 0))
	assert.Equal(t, map[string]int{
		"readings_2026_12": 1, "readings_2027_01": 1, "readings_2027_02": 0, "readings_default": 1,
	}, r.counts())
	require.NoError(t, keeper.Check(t.Context()))

	require.Error(t, r.keeper(partition.Options{Ahead: 1}).Pass(canceled(t), now))
	require.NoError(t, keeper.Pass(t.Context(), now))
	assert.ErrorContains(t, keeper.Check(t.Context()), "readings has 1 rows in its default partition")
	assert.Equal(t, []partition.Table{{Name: "readings", Partitions: 3, Strays: 1}}, keeper.Tables())
}

func canceled(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	return ctx
}

func TestRowsMoveToTheirMonthWhenItGetsAPartition(t *testing.T) {
	t.Parallel()
	r := open(t)
	r.add(now)
	r.add(now.AddDate(0, 1, 0))
	r.add(now.AddDate(0, 0, -31))
	require.NoError(t, r.keeper(partition.Options{Ahead: 1}).Pass(t.Context(), now))
	assert.Equal(t, map[string]int{"readings_2026_12": 1, "readings_2027_01": 1, "readings_default": 1}, r.counts())
	for statement, constraint := range map[string]string{
		"UPDATE readings SET size = 0":                                "size_check",
		"UPDATE readings SET place = gen_random_uuid()":               "place_fkey",
		"INSERT INTO readings SELECT * FROM readings":                 "pkey",
		"DELETE FROM places WHERE id IN (SELECT place FROM readings)": "place_fkey",
	} {
		_, err := r.pool.Exec(t.Context(), statement)
		assert.ErrorContains(t, err, constraint, "a partition has every constraint of its table")
	}
}

func TestRowsAreWrittenAndReadWhileTheyMove(t *testing.T) {
	t.Parallel()
	r := open(t)
	const writers, months = 4, 12
	var writing sync.WaitGroup
	ctx, stop := context.WithCancel(t.Context())
	for range writers {
		writing.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				id := idAt(now.AddDate(0, 0, -30).AddDate(0, i%months, 0))
				_, err := r.pool.Exec(t.Context(), "INSERT INTO readings VALUES ($1, 1, $2)", id, here)
				assert.NoError(t, err)
				var found bool
				err = r.pool.QueryRow(t.Context(), "SELECT EXISTS (SELECT FROM readings WHERE id = $1)", id).Scan(&found)
				assert.NoError(t, err)
				assert.True(t, found, "what was written is there")
			}
		})
	}
	for ahead := range months {
		assert.NoError(t, r.keeper(partition.Options{Ahead: ahead}).Pass(t.Context(), now))
	}
	stop()
	writing.Wait()
}

func TestMonthsGoWhenTheirTimeIsOver(t *testing.T) {
	t.Parallel()
	r := open(t)
	for month := range 6 {
		at := now.AddDate(0, 0, -15).AddDate(0, -month, 0)
		require.NoError(t, r.keeper(partition.Options{Ahead: 1}).Pass(t.Context(), at))
		r.add(at)
	}
	_, err := r.pool.Exec(t.Context(), "CREATE TABLE readings_old PARTITION OF readings FOR VALUES FROM ('00000000-0000-0000-0000-000000000000') TO ('00000000-0000-0000-0000-00000000000f')")
	require.NoError(t, err)
	require.NoError(t, r.keeper(partition.Options{Ahead: 1, Retention: 2}).Pass(t.Context(), now))
	assert.Equal(t, map[string]int{
		"readings_2026_10": 1, "readings_2026_11": 1, "readings_2026_12": 1, "readings_2027_01": 0, "readings_default": 0, "readings_old": 0,
	}, r.counts())
}

func TestReplicasDoNotGetInEachOthersWay(t *testing.T) {
	t.Parallel()
	r := open(t)
	results := make([]error, 6)
	var passing sync.WaitGroup
	for i := range results {
		passing.Go(func() { results[i] = r.keeper(partition.Options{Ahead: 3}).Pass(t.Context(), now) })
	}
	passing.Wait()
	require.NoError(t, errors.Join(results...))
	assert.Len(t, r.counts(), 5)
}

func TestAnIDIsLookedUpInItsMonthAlone(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.keeper(partition.Options{Ahead: 3}).Pass(t.Context(), now))
	rows, err := r.pool.Query(t.Context(), "EXPLAIN SELECT * FROM readings WHERE id = '"+idAt(now).String()+"'")
	require.NoError(t, err)
	plan, err := pgx.CollectRows(rows, pgx.RowTo[string])
	require.NoError(t, err)
	assert.Equal(t, 1, strings.Count(strings.Join(plan, "\n"), " on readings_"), plan)
}

func TestListsOverMonthsReadIndexesAlone(t *testing.T) {
	t.Parallel()
	r := open(t)
	require.NoError(t, r.keeper(partition.Options{Ahead: 3}).Pass(t.Context(), now))
	for i := range 3 * pgplan.Spare {
		r.add(now.Add(time.Duration(i) * time.Millisecond))
		r.add(now.AddDate(0, 0, i))
	}
	pool, noted := pgplan.Open(t, r.pool.Config().ConnString())
	for _, list := range []string{"ORDER BY id DESC LIMIT 2", "WHERE size = 1 ORDER BY id LIMIT 2", "WHERE size = 2 ORDER BY id LIMIT 2"} {
		noted.Forget()
		_, err := pool.Exec(t.Context(), "SELECT id FROM readings "+list)
		require.NoError(t, err)
		noted.RequireIndexes(t, list)
	}
}

func TestItRunsUntilItIsClosed(t *testing.T) {
	t.Parallel()
	r := open(t)
	keeper := r.keeper(partition.Options{Ahead: 1})
	ended := make(chan error, 1)
	go func() { ended <- keeper.Run() }()
	require.Eventually(t, func() bool { return len(keeper.Tables()) == 1 }, 20*time.Second, 5*time.Millisecond)
	require.NoError(t, keeper.Close(t.Context()))
	require.NoError(t, <-ended)
	assert.Len(t, r.counts(), 3)
}
