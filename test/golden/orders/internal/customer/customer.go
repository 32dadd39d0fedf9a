// Package customer holds customers and what can be done with them.
package customer

import (
	"time"

	"github.com/google/uuid"

	"github.com/acme/orders/internal/platform/paging"
)

// Customer is one of the customers, as it is stored.
type Customer struct {
	// ID stays the same for ever.
	ID uuid.UUID
	// Version grows with each change.
	Version int64
	// CreatedAt and UpdatedAt are set by the store.
	CreatedAt, UpdatedAt time.Time

	Email string
	Name  string
}

// Input holds the fields that callers set.
type Input struct {
	Email string
	Name  string
}

// Filter keeps what has all of the given values; nil keeps everything.
type Filter struct {
	Email *string
}

// Sorts are the orders that lists may have.
var Sorts = paging.NewSorts(
	func(v Customer) uuid.UUID { return v.ID },
	func(v Customer) time.Time { return v.CreatedAt },
	paging.ByText("name", func(v Customer) string { return v.Name }),
)

// applyTo returns v with the fields of the input.
func (in Input) applyTo(v Customer) Customer {
	v.Email = in.Email
	v.Name = in.Name
	return v
}
