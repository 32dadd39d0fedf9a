package idempotency_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// work answers with a body, and counts in calls.
func work(body string, calls *int) func(context.Context) (*idempotency.Answer, error) {
	return func(context.Context) (*idempotency.Answer, error) {
		*calls++
		return &idempotency.Answer{Status: 1, Header: map[string][]string{"a": {"b", "c"}}, Body: []byte(body)}, nil
	}
}

func TestKeysAreVisibleASCII(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"a", "!", strings.Repeat("~", 255)} {
		assert.True(t, idempotency.WellFormed(text), text)
	}
	for _, text := range []string{"", " ", "two words", "é", "a\n", strings.Repeat("a", 256)} {
		assert.False(t, idempotency.WellFormed(text), text)
	}
}

func TestAnswersAreKeptAsTheyAre(t *testing.T) {
	t.Parallel()
	db, _ := fixture.Alone(t)
	keeper := idempotency.NewKeeper(db, db, time.Hour)
	for text, answer := range map[string]*idempotency.Answer{
		"whole": {Status: 201, Header: map[string][]string{"a": {"b", "c"}}, Body: []byte{0, 255}}, "empty": {},
	} {
		key := idempotency.Key{Caller: "ann", Operation: "/a.B/C", Text: text, Request: []byte("one")}
		for _, repeated := range []bool{false, true} {
			found, replayed, err := keeper.Once(t.Context(), key, func(context.Context) (*idempotency.Answer, error) { return answer, nil })
			require.NoError(t, err)
			assert.Equal(t, repeated, replayed)
			assert.Equal(t, answer, found)
		}
	}
}

func TestAnswersAreKeptForTheirTime(t *testing.T) {
	t.Parallel()
	// What others sweep at the same time would be seen, and not be there.
	db, _ := fixture.Alone(t)
	keeper := idempotency.NewKeeper(db, db, time.Hour)
	calls := 0
	once := func(text, request string) (string, error) {
		answer, _, err := keeper.Once(t.Context(), idempotency.Key{Text: text, Request: []byte(request)}, work(request, &calls))
		if err != nil {
			return "", err
		}
		return string(answer.Body), nil
	}
	exec := func(sql string) int64 {
		touched, err := pgdb.Exec(t.Context(), db, sql)
		require.NoError(t, err)
		return touched
	}
	_, err := once("a", "one")
	require.NoError(t, err)
	kept, err := once("a", "one")
	require.NoError(t, err)
	assert.Equal(t, "one", kept)
	assert.Equal(t, 1, calls)
	_, err = once("a", "other")
	require.ErrorIs(t, err, idempotency.ErrReused)
	left, err := pgdb.One(t.Context(), db, pgx.RowTo[time.Duration], "SELECT expires_at - now() FROM idempotency_keys")
	require.NoError(t, err)
	assert.Less(t, left, time.Hour)
	assert.Greater(t, left, 59*time.Minute)

	assert.EqualValues(t, 1, exec("UPDATE idempotency_keys SET expires_at = now() - interval '1 second'"))
	kept, err = once("a", "other")
	require.NoError(t, err)
	assert.Equal(t, "other", kept, "the key is free again")
	assert.Equal(t, 2, calls)

	assert.EqualValues(t, 1, exec("UPDATE idempotency_keys SET expires_at = now() - interval '1 hour'"))
	_, err = once("b", "one")
	require.NoError(t, err)
	assert.EqualValues(t, 1, exec("SELECT FROM idempotency_keys"), "old ones are deleted")
}

func TestWhatLosesItsConnectionLeavesNothing(t *testing.T) {
	t.Parallel()
	db, _ := fixture.Alone(t)
	keeper := idempotency.NewKeeper(db, db, time.Hour)
	key := idempotency.Key{Text: "a", Request: []byte("one")}
	for _, statement := range []string{"SELECT pg_terminate_backend(pg_backend_pid())", "SELECT 1"} {
		answer, replayed, err := keeper.Once(t.Context(), key, func(ctx context.Context) (*idempotency.Answer, error) {
			// The server ends the connection at once, or with the next statement.
			_, _ = pgdb.Exec(ctx, db, statement)
			return &idempotency.Answer{Status: 1, Body: []byte(statement)}, nil
		})
		assert.False(t, replayed)
		if statement != "SELECT 1" {
			assert.Equal(t, fault.Unavailable, fault.KindOf(err), err)
			continue
		}
		require.NoError(t, err)
		assert.Equal(t, statement, string(answer.Body), "the key was free again")
	}
}

func TestWhoWaitsTooLongMayComeBack(t *testing.T) {
	t.Parallel()
	db, _ := fixture.Alone(t)
	keeper := idempotency.NewKeeper(db, db, time.Hour)
	key := idempotency.Key{Text: "a", Request: []byte("one")}
	_, _, err := keeper.Once(t.Context(), key, func(context.Context) (*idempotency.Answer, error) {
		calls := 0
		err := db.InTx(t.Context(), func(ctx context.Context) error {
			_, err := pgdb.Exec(ctx, db, "SET LOCAL statement_timeout = '50ms'")
			require.NoError(t, err)
			_, _, err = keeper.Once(ctx, key, work("two", &calls))
			return err
		})
		found := new(fault.Error)
		require.ErrorAs(t, err, &found)
		assert.Equal(t, fault.Unavailable, found.Kind)
		assert.Positive(t, found.RetryAfter)
		assert.Zero(t, calls)
		return &idempotency.Answer{}, nil
	})
	require.NoError(t, err)
}

func TestAnIndexServesEveryStatement(t *testing.T) {
	t.Parallel()
	own, url := fixture.Alone(t)
	_, err := pgdb.Exec(t.Context(), own, `
		INSERT INTO idempotency_keys (caller, route, key, request, expires_at)
		SELECT 'ann', 'POST /orders', n, '', now() + interval '1 hour' FROM generate_series(1, $1) AS n`, 5*pgplan.Spare)
	require.NoError(t, err)
	pool, noted := pgplan.Open(t, url)
	db := pgdb.New(pool, time.Minute)
	keeper := idempotency.NewKeeper(db, db, time.Hour)
	key := idempotency.Key{Caller: "ann", Operation: "POST /orders", Text: "a", Request: []byte("one")}
	calls := 0
	for range 2 {
		_, _, err := keeper.Once(t.Context(), key, work("one", &calls))
		require.NoError(t, err)
	}
	assert.Equal(t, 1, calls)
	noted.RequireIndexes(t, "a request and its repetition")
}
