package recorded

import (
	"context"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/service-layer/storage"
)

// SampleThingRepository changes sample things in transactions that know their
// request.
type SampleThingRepository struct {
	samplething.Repository
	tx storage.Transactor
}

var _ samplething.Repository = (*SampleThingRepository)(nil)

// NewSampleThingRepository returns a repository before the given one, with which
// it writes in transactions of tx.
func NewSampleThingRepository(repository samplething.Repository, tx storage.Transactor) *SampleThingRepository {
	return &SampleThingRepository{Repository: repository, tx: tx}
}

// Create implements samplething.Repository.
func (r *SampleThingRepository) Create(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	var stored samplething.SampleThing
	err := r.tx.InTx(ctx, func(ctx context.Context) (failure error) {
		stored, failure = r.Repository.Create(ctx, v)
		return failure
	})
	return stored, err
}

// Update implements samplething.Repository.
func (r *SampleThingRepository) Update(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	var stored samplething.SampleThing
	err := r.tx.InTx(ctx, func(ctx context.Context) (failure error) {
		stored, failure = r.Repository.Update(ctx, v)
		return failure
	})
	return stored, err
}

// Delete implements samplething.Repository.
func (r *SampleThingRepository) Delete(ctx context.Context, id uuid.UUID, version int64) error {
	return r.tx.InTx(ctx, func(ctx context.Context) error { return r.Repository.Delete(ctx, id, version) })
}
