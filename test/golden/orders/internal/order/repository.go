package order

import (
	"context"

	"github.com/google/uuid"

	"github.com/acme/orders/internal/platform/paging"
)

// Repository keeps orders. Deleted ones are as if they had never been there.
type Repository interface {
	// Create stores v under its id and returns it as stored.
	Create(ctx context.Context, v Order) (Order, error)
	// Get returns the order with the id, or fault.NotFound.
	Get(ctx context.Context, id uuid.UUID) (Order, error)
	// List returns the page that request asks for, of what passes the filter.
	List(ctx context.Context, filter Filter, request paging.Request) (paging.Page[Order], error)
	// Update stores v if the stored version is v.Version, and returns it as
	// stored. It fails with fault.Stale when the version is another one.
	Update(ctx context.Context, v Order) (Order, error)
	// Delete deletes the order if the stored version is the given one. It
	// fails with fault.Stale when the version is another one.
	Delete(ctx context.Context, id uuid.UUID, version int64) error
}
