package cached_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/cache-aside/cached"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/redis/redistest"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/service-layer/storage"
	"goldenpath.dev/patterns/testing/conformance"
	"goldenpath.dev/patterns/testing/fixture"
)

// openSampleThings puts a cache of the test's own before the repository.
func openSampleThings(t *testing.T, db *pgdb.DB) (samplething.Repository, storage.Transactor, *cache.Store) {
	t.Helper()
	store := cache.Open(redistest.Client(t), cache.Options{
		Prefix: redistest.Prefix(), TTL: time.Minute, AbsentTTL: time.Minute, Settle: 20 * time.Second, Log: fixture.Log,
	})
	t.Cleanup(func() { assert.NoError(t, store.Stop(context.WithoutCancel(t.Context()))) })
	require.Eventually(t, store.Used, 10*time.Second, time.Millisecond)
	tx := cache.NewTransactor(db, pgdb.Joins, store)
	return cached.NewSampleThingRepository(postgres.NewSampleThingRepository(db), tx, store), tx, store
}

func TestSampleThingRepository(t *testing.T) {
	t.Parallel()
	conformance.SampleThingRepository(t, func(db *pgdb.DB) samplething.Repository {
		repository, _, _ := openSampleThings(t, db)
		return repository
	})
}

// latestSampleThings wants reads by id to ask for what was committed last.
type latestSampleThings struct {
	samplething.Repository
	t *testing.T
}

func (r latestSampleThings) Get(ctx context.Context, id uuid.UUID) (samplething.SampleThing, error) {
	assert.True(r.t, pgdb.WantsLatest(ctx))
	return r.Repository.Get(ctx, id)
}

func TestTheCacheOfSampleThingsIsFilledWithTheLatest(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	_, tx, store := openSampleThings(t, db)
	repository := cached.NewSampleThingRepository(latestSampleThings{postgres.NewSampleThingRepository(db), t}, tx, store)
	v := fixture.SampleThingStored(t, db, fixture.Next())
	got, err := repository.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, v, got)
}

func TestWritesOfSampleThingsAreSeenAtOnce(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	repository, tx, store := openSampleThings(t, db)
	s := samplething.NewService(repository, tx, fixture.Log)
	v, err := s.Create(t.Context(), fixture.SampleThingReferring(t, db, fixture.Next()))
	require.NoError(t, err)
	for range 3 {
		got, err := s.Get(t.Context(), v.ID)
		require.NoError(t, err)
		assert.Equal(t, v, got)
	}
	counts := store.Counts()["sample_thing"]
	assert.EqualValues(t, 2, counts.Hits)
	assert.EqualValues(t, 1, counts.Misses)

	after, err := s.Replace(t.Context(), samplething.Change{ID: v.ID, Input: fixture.SampleThingReferring(t, db, fixture.Next())})
	require.NoError(t, err)
	got, err := s.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, after, got)

	require.NoError(t, s.Delete(t.Context(), samplething.Removal{ID: v.ID}))
	_, err = s.Get(t.Context(), v.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	_, err = s.Get(t.Context(), uuid.New())
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
}

// A transaction that did not begin with the cache's own must not open the cache
// to readers before it is committed.
func TestSampleThingsInAnyTransaction(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	repository, tx, _ := openSampleThings(t, db)
	s := samplething.NewService(repository, tx, fixture.Log)
	v, err := s.Create(t.Context(), fixture.SampleThingReferring(t, db, fixture.Next()))
	require.NoError(t, err)
	for _, transactor := range []storage.Transactor{db, tx} {
		before, err := s.Get(t.Context(), v.ID)
		require.NoError(t, err)
		require.NoError(t, transactor.InTx(t.Context(), func(ctx context.Context) error {
			after, err := repository.Update(ctx, before)
			require.NoError(t, err)
			seen, err := repository.Get(ctx, v.ID)
			require.NoError(t, err)
			assert.Equal(t, after, seen, "the transaction sees what it did")
			others, err := s.Get(t.Context(), v.ID)
			require.NoError(t, err)
			assert.Equal(t, before, others, "and nobody else")
			return nil
		}))
		after, err := s.Get(t.Context(), v.ID)
		require.NoError(t, err)
		assert.Equal(t, before.Version+1, after.Version)
	}
}
