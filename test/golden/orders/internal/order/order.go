// Package order holds orders and what can be done with them.
package order

import (
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"github.com/acme/orders/internal/platform/paging"
)

// Order is one of the orders, as it is stored.
type Order struct {
	// ID stays the same for ever.
	ID uuid.UUID
	// Version grows with each change.
	Version int64
	// CreatedAt and UpdatedAt are set by the store.
	CreatedAt, UpdatedAt time.Time

	Number     string
	Status     Status
	Total      decimal.Decimal
	Currency   string
	CustomerID uuid.UUID
	PlacedAt   *time.Time
	Tags       []string
	Note       *string
}

// Input holds the fields that callers set.
type Input struct {
	Number     string
	Status     Status
	Total      decimal.Decimal
	Currency   string
	CustomerID uuid.UUID
	PlacedAt   *time.Time
	Tags       []string
	Note       *string
}

// Filter keeps what has all of the given values; nil keeps everything.
type Filter struct {
	Number     *string
	Status     *Status
	CustomerID *uuid.UUID
}

// Sorts are the orders that lists may have.
var Sorts = paging.NewSorts(
	func(v Order) uuid.UUID { return v.ID },
	func(v Order) time.Time { return v.CreatedAt },
	paging.ByDecimal("total", func(v Order) string { return v.Total.String() }),
)

// Status is one of the values below.
type Status string

// The values of Status.
const (
	StatusDraft     Status = "draft"
	StatusPaid      Status = "paid"
	StatusShipped   Status = "shipped"
	StatusCancelled Status = "cancelled"
)

// applyTo returns v with the fields of the input.
func (in Input) applyTo(v Order) Order {
	v.Number = in.Number
	v.Status = in.Status
	v.Total = in.Total
	v.Currency = in.Currency
	v.CustomerID = in.CustomerID
	v.PlacedAt = in.PlacedAt
	v.Tags = append([]string{}, in.Tags...)
	v.Note = in.Note
	return v
}
