package inbox_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// open returns an inbox, and a table that handlers write to.
func open(t *testing.T, retention time.Duration) (*inbox.Inbox, *pgdb.DB, string) {
	t.Helper()
	db := fixture.Database(t)
	table := pgx.Identifier{"effects_" + uuid.NewString()}.Sanitize()
	_, err := pgdb.Exec(t.Context(), db, "CREATE TABLE "+table+" (message text NOT NULL)")
	require.NoError(t, err)
	return inbox.New(db, db, retention), db, table
}

func effects(t *testing.T, db *pgdb.DB, table string) int {
	t.Helper()
	n, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM "+table)
	require.NoError(t, err)
	return n
}

func handler(db *pgdb.DB, group, table string) mq.Handler {
	return mq.Handler{Topic: "shop.order", Group: group, Handle: func(ctx context.Context, m mq.Message) error {
		_, err := pgdb.Exec(ctx, db, "INSERT INTO "+table+" VALUES ($1)", m.ID)
		return err
	}}
}

func TestAMessageTakesEffectOnceInEachGroup(t *testing.T) {
	t.Parallel()
	box, db, table := open(t, time.Hour)
	message := mq.Message{ID: uuid.NewString(), Topic: "shop.order", Key: "a"}
	var work errgroup.Group
	for range 4 {
		for _, group := range []string{"one", "other"} {
			work.Go(func() error { return box.Once(handler(db, group, table)).Handle(t.Context(), message) })
		}
	}
	require.NoError(t, work.Wait())
	assert.Equal(t, 2, effects(t, db, table))
	handled, repeated := box.Counts()
	assert.EqualValues(t, 2, handled)
	assert.EqualValues(t, 6, repeated)
}

func TestWhatFailsWasNotHandled(t *testing.T) {
	t.Parallel()
	box, db, table := open(t, time.Hour)
	message := mq.Message{ID: uuid.NewString(), Topic: "shop.order", Key: "a"}
	failure := errors.New("not now")
	works := handler(db, "one", table)
	fails := works
	fails.Handle = func(ctx context.Context, m mq.Message) error {
		return errors.Join(works.Handle(ctx, m), failure)
	}
	require.ErrorIs(t, box.Once(fails).Handle(t.Context(), message), failure)
	assert.Zero(t, effects(t, db, table), "its effect is undone")
	require.NoError(t, box.Once(works).Handle(t.Context(), message))
	assert.Equal(t, 1, effects(t, db, table))
	assert.True(t, mq.IsPermanent(box.Once(works).Handle(t.Context(), mq.Message{})))
}

func TestOldMessagesAreForgotten(t *testing.T) {
	t.Parallel()
	// Another test's transaction would forget some too, and take that back when it fails.
	db, _ := fixture.Alone(t)
	_, err := pgdb.Exec(t.Context(), db, "INSERT INTO inbox SELECT 'one', 'old-' || n, now() - interval '2 hours' FROM generate_series(1, 25) AS n")
	require.NoError(t, err)
	box := inbox.New(db, db, time.Hour).Once(mq.Handler{Group: "one", Handle: func(context.Context, mq.Message) error { return nil }})
	for range 3 {
		require.NoError(t, box.Handle(t.Context(), mq.Message{ID: uuid.NewString()}))
	}
	left, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM inbox WHERE message_id LIKE 'old-%'")
	require.NoError(t, err)
	assert.Zero(t, left)
}

func TestAnIndexServesEveryStatement(t *testing.T) {
	t.Parallel()
	own, url := fixture.Alone(t)
	_, err := pgdb.Exec(t.Context(), own, "INSERT INTO inbox SELECT 'plans', n FROM generate_series(1, $1) AS n", 5*pgplan.Spare)
	require.NoError(t, err)
	pool, noted := pgplan.Open(t, url)
	db := pgdb.New(pool, time.Minute)
	work := mq.Handler{Group: "plans", Handle: func(context.Context, mq.Message) error { return nil }}
	require.NoError(t, inbox.New(db, db, time.Hour).Once(work).Handle(t.Context(), mq.Message{ID: uuid.NewString()}))
	noted.RequireIndexes(t, "handling a message")
}
