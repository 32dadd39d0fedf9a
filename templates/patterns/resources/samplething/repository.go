package samplething

import (
	"context"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/pagination/paging"
)

// Repository keeps sample things. Deleted ones are as if they had never been there.
type Repository interface {
	// Create stores v under its id and returns it as stored.
	Create(ctx context.Context, v SampleThing) (SampleThing, error)
	// Get returns the sample thing with the id, or fault.NotFound.
	Get(ctx context.Context, id uuid.UUID) (SampleThing, error)
	// List returns the page that request asks for, of what passes the filter.
	List(ctx context.Context, filter Filter, request paging.Request) (paging.Page[SampleThing], error)
	// Update stores v if the stored version is v.Version, and returns it as
	// stored. It fails with fault.Stale when the version is another one.
	Update(ctx context.Context, v SampleThing) (SampleThing, error)
	// Delete deletes the sample thing if the stored version is the given one. It
	// fails with fault.Stale when the version is another one.
	Delete(ctx context.Context, id uuid.UUID, version int64) error
}
