package projected_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/projection/projected"
	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/testing/fixture"
)

// The events of sample things and their table tell the same: a projection that was
// fed and one that is built again are alike.
func TestSampleThingsAreCounted(t *testing.T) {
	t.Parallel()
	db, _ := fixture.Alone(t)
	p := projection.New(db, db, inbox.New(db, db, time.Hour), projection.Options{Retention: time.Hour, Log: fixture.Log})
	listener := p.Add(projected.SampleThing)
	go func() { assert.NoError(t, p.Run()) }()
	t.Cleanup(func() { assert.NoError(t, p.Stop(context.WithoutCancel(t.Context()))) })
	count := func() projection.ResourceCount {
		var seen []projection.ResourceCount
		require.Eventually(t, func() bool {
			var err error
			seen, err = p.Counts(t.Context())
			return err == nil
		}, time.Minute, 5*time.Millisecond)
		return seen[0]
	}
	assert.Zero(t, count().Count)

	s := samplething.NewService(postgres.NewSampleThingRepository(db), db, fixture.Log)
	var v samplething.SampleThing
	for _, in := range fixture.SampleThingsAlike(t, db, 3) {
		var err error
		v, err = s.Create(t.Context(), in)
		require.NoError(t, err)
	}
	_, err := s.Replace(t.Context(), samplething.Change{ID: v.ID, Version: &v.Version, Input: fixture.SampleThingReferring(t, db, fixture.Next())})
	require.NoError(t, err)
	require.NoError(t, s.Delete(t.Context(), samplething.Removal{ID: fixture.SampleThingStored(t, db, fixture.Next()).ID}))
	rows, err := pgdb.All(t.Context(), db, pgx.RowToStructByPos[struct {
		ID   string
		Body []byte
	}], "SELECT id::text, body FROM outbox WHERE topic = $1 ORDER BY sequence", projected.SampleThing.Topic)
	require.NoError(t, err)
	for _, one := range rows {
		require.NoError(t, listener.Handle(t.Context(), mq.Message{ID: one.ID, Body: one.Body}))
	}
	expected, err := pgdb.One(t.Context(), db, pgx.RowTo[int64], "SELECT count(*) FROM "+projected.SampleThing.Table+" WHERE deleted_at IS NULL")
	require.NoError(t, err)
	first := count()
	assert.Equal(t, expected, first.Count)

	_, err = pgdb.Exec(t.Context(), db, "UPDATE counts SET count = 0") // as if something had gone wrong
	require.NoError(t, err)
	require.NoError(t, projection.Rebuild(t.Context(), db))
	require.Eventually(t, func() bool { return count().Count > 0 }, time.Minute, 5*time.Millisecond)
	assert.Equal(t, first, count())
}
