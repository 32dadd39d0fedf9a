package replicas

import (
	"context"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/resources/samplething"
)

// SampleThingRepository reads sample things from copies of the database, where the
// context allows it, and changes them on the primary.
type SampleThingRepository struct {
	samplething.Repository
	on replica.Repositories[samplething.Repository]
}

// NewSampleThingRepository puts the copies of the set beside the primary; open
// makes a repository on a database.
func NewSampleThingRepository(set *replica.Set, primary samplething.Repository, open func(*pgdb.DB) samplething.Repository) *SampleThingRepository {
	return &SampleThingRepository{Repository: primary, on: replica.NewRepositories(set, primary, open)}
}

// Get implements samplething.Repository.
func (r *SampleThingRepository) Get(ctx context.Context, id uuid.UUID) (samplething.SampleThing, error) {
	return replica.Read(ctx, r.on, func(from samplething.Repository) (samplething.SampleThing, error) { return from.Get(ctx, id) })
}

// List implements samplething.Repository.
func (r *SampleThingRepository) List(ctx context.Context, f samplething.Filter, p paging.Request) (paging.Page[samplething.SampleThing], error) {
	return replica.Read(ctx, r.on, func(from samplething.Repository) (paging.Page[samplething.SampleThing], error) {
		return from.List(ctx, f, p)
	})
}
