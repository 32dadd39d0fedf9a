package batches_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/batches/batches"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/testing/fixture"
)

// sampleThingsToStore returns values that no row has, and the repository to
// look for them.
func sampleThingsToStore(t *testing.T, db *pgdb.DB, count int) ([]samplething.SampleThing, samplething.Repository) {
	t.Helper()
	r := postgres.NewSampleThingRepository(db)
	vs := make([]samplething.SampleThing, count)
	for i := range vs {
		// What a service makes of an input, taken out again so that it can be stored.
		v := fixture.SampleThingStored(t, db, fixture.Next())
		require.NoError(t, r.Delete(t.Context(), v.ID, v.Version))
		v.ID = uuid.New()
		vs[i] = v
	}
	return vs, r
}

func TestSampleThingsAreStoredButForThoseRefused(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	const count, again = 20, 7
	vs, r := sampleThingsToStore(t, db, count)
	s := batches.NewSampleThingStore(db, r)
	vs[again] = vs[0]
	refused, err := s.Insert(t.Context(), vs)
	require.NoError(t, err)
	for i, v := range vs {
		if i == again {
			assert.Equal(t, fault.Conflict, fault.KindOf(refused[i]))
			continue
		}
		require.NoError(t, refused[i])
		got, err := r.Get(t.Context(), v.ID)
		require.NoError(t, err)
		assert.EqualValues(t, 1, got.Version)
		got.Version, got.CreatedAt, got.UpdatedAt = v.Version, v.CreatedAt, v.UpdatedAt
		assert.Equal(t, v, got)
	}
}

func TestABatchOfSampleThingsIsPartOfItsTransaction(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	vs, r := sampleThingsToStore(t, db, 3)
	s := batches.NewSampleThingStore(db, r)
	failure := errors.New("changed my mind")
	require.ErrorIs(t, db.InTx(t.Context(), func(ctx context.Context) error {
		refused, err := s.Insert(ctx, append(vs, vs[0]))
		require.NoError(t, err)
		require.Error(t, refused[len(vs)], "an id is used once")
		stored, err := s.Upsert(ctx, vs, 2)
		require.NoError(t, err)
		assert.Equal(t, len(vs), stored)
		return failure
	}), failure)
	for _, v := range vs {
		_, err := r.Get(t.Context(), v.ID)
		assert.Equal(t, fault.NotFound, fault.KindOf(err))
	}
}

func TestSampleThingsAreUpsertedChunkByChunk(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	vs, r := sampleThingsToStore(t, db, 5)
	s := batches.NewSampleThingStore(db, r)
	for seen := range 2 {
		stored, err := s.Upsert(t.Context(), vs, 2)
		require.NoError(t, err)
		assert.Equal(t, len(vs), stored)
		for _, v := range vs {
			got, err := r.Get(t.Context(), v.ID)
			require.NoError(t, err)
			assert.EqualValues(t, seen+1, got.Version)
		}
	}
	// The second chunk holds one that is deleted: the first stays, the third never comes.
	require.NoError(t, r.Delete(t.Context(), vs[3].ID, 2))
	stored, err := s.Upsert(t.Context(), vs, 2)
	assert.Equal(t, fault.Conflict, fault.KindOf(err))
	assert.Equal(t, 2, stored)
	for i, expected := range map[int]int64{0: 3, 1: 3, 2: 2, 4: 2} {
		got, err := r.Get(t.Context(), vs[i].ID)
		require.NoError(t, err)
		assert.Equal(t, expected, got.Version)
	}
	stored, err = s.Upsert(t.Context(), vs, 0)
	require.Error(t, err, "a chunk of nothing")
	assert.Zero(t, stored)
}

func TestABatchOfSampleThingsEndsWithItsContext(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	vs, r := sampleThingsToStore(t, db, 2)
	s := batches.NewSampleThingStore(db, r)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Insert(ctx, vs)
	require.ErrorIs(t, err, context.Canceled)
	_, err = s.Upsert(ctx, vs, 2)
	assert.ErrorIs(t, err, context.Canceled)
}
