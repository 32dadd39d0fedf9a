package cached

import (
	"context"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/service-layer/storage"
)

// SampleThingRepository remembers the sample things that were read by their id.
// Lists are read from the database.
type SampleThingRepository struct {
	samplething.Repository
	tx    storage.Transactor
	cache *cache.Cache[samplething.SampleThing]
}

var _ samplething.Repository = (*SampleThingRepository)(nil)

// NewSampleThingRepository returns a repository before the given one, with which
// it writes in transactions of tx.
func NewSampleThingRepository(repository samplething.Repository, tx storage.Transactor, store *cache.Store) *SampleThingRepository {
	kind := kindOf("sample_thing", "sample thing")
	return &SampleThingRepository{Repository: repository, tx: tx, cache: cache.New[samplething.SampleThing](store, kind)}
}

// Create implements samplething.Repository.
func (r *SampleThingRepository) Create(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	var stored samplething.SampleThing
	err := r.tx.InTx(ctx, func(ctx context.Context) (failure error) {
		if stored, failure = r.Repository.Create(ctx, v); failure != nil {
			return failure
		}
		return r.cache.Changed(ctx, v.ID.String())
	})
	return stored, err
}

// Get implements samplething.Repository. A transaction reads what it sees itself.
func (r *SampleThingRepository) Get(ctx context.Context, id uuid.UUID) (samplething.SampleThing, error) {
	if pgdb.Joins(ctx) {
		return r.Repository.Get(ctx, id)
	}
	// What a copy of the database answers may be over, and the cache would keep it.
	return r.cache.Get(pgdb.Latest(ctx), id.String(), func(ctx context.Context) (samplething.SampleThing, error) {
		return r.Repository.Get(ctx, id)
	})
}

// Update implements samplething.Repository.
func (r *SampleThingRepository) Update(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	var stored samplething.SampleThing
	err := r.tx.InTx(ctx, func(ctx context.Context) (failure error) {
		if stored, failure = r.Repository.Update(ctx, v); failure != nil {
			return failure
		}
		return r.cache.Changed(ctx, v.ID.String())
	})
	return stored, err
}

// Delete implements samplething.Repository.
func (r *SampleThingRepository) Delete(ctx context.Context, id uuid.UUID, version int64) error {
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		if err := r.Repository.Delete(ctx, id, version); err != nil {
			return err
		}
		return r.cache.Deleted(ctx, id.String())
	})
}
