package events_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/outbox/events"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/outbox/recorded"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/testing/fixture"
)

// Whatever happens to a sample thing is recorded with its request, in the form
// that readers expect: no member is missing, and none is unknown.
func TestWhatHappensToSampleThingsIsRecorded(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	tx := outbox.NewTransactor(db, db)
	s := samplething.NewService(recorded.NewSampleThingRepository(postgres.NewSampleThingRepository(db), tx), tx, fixture.Log)
	ctx := requestinfo.With(t.Context(), &requestinfo.Info{ID: "r-1"})
	v, err := s.Create(ctx, fixture.SampleThingReferring(t, db, fixture.Next()))
	require.NoError(t, err)
	after, err := s.Replace(ctx, samplething.Change{ID: v.ID, Input: fixture.SampleThingReferring(t, db, fixture.Next())})
	require.NoError(t, err)
	require.NoError(t, s.Delete(ctx, samplething.Removal{ID: v.ID}))

	type row struct {
		Topic, Type, Request string
		Body                 []byte
	}
	rows, err := pgdb.All(t.Context(), db, pgx.RowToStructByPos[row],
		"SELECT topic, type, header ->> 'X-Request-ID', body FROM outbox WHERE key = $1 ORDER BY sequence", v.ID)
	require.NoError(t, err)
	require.Len(t, rows, 3)
	for i, expected := range []string{events.SampleThingCreated, events.SampleThingUpdated, events.SampleThingDeleted} {
		assert.Equal(t, events.SampleThingTopic, rows[i].Topic)
		assert.Equal(t, expected, rows[i].Type)
		assert.Equal(t, "r-1", rows[i].Request)
		var told events.SampleThingEvent
		decoder := json.NewDecoder(bytes.NewReader(rows[i].Body))
		decoder.DisallowUnknownFields()
		require.NoError(t, decoder.Decode(&told), string(rows[i].Body))
		assert.Equal(t, v.ID, told.ID)
		assert.EqualValues(t, i+1, told.Version)
		assert.WithinDuration(t, v.CreatedAt, told.CreatedAt, 0)
		assert.Equal(t, expected == events.SampleThingDeleted, told.DeletedAt != nil)
		if i == 1 {
			assert.WithinDuration(t, after.UpdatedAt, told.UpdatedAt, 0)
		}
		again, err := json.Marshal(told)
		require.NoError(t, err)
		assert.Equal(t, members(t, rows[i].Body), members(t, again))
	}
}
