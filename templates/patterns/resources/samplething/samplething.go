// Package samplething holds sample things and what can be done with them.
package samplething

import (
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"goldenpath.dev/patterns/pagination/paging"
)

// SampleThing is one of the sample things, as it is stored.
type SampleThing struct {
	// ID stays the same for ever.
	ID uuid.UUID
	// Version grows with each change.
	Version int64
	// CreatedAt and UpdatedAt are set by the store.
	CreatedAt, UpdatedAt time.Time

	Name     string
	Kind     Kind
	Amount   decimal.Decimal
	Count    *int64
	Ready    bool
	At       *time.Time
	Labels   []string
	ParentID *uuid.UUID
}

// Input holds the fields that callers set.
type Input struct {
	Name     string
	Kind     Kind
	Amount   decimal.Decimal
	Count    *int64
	Ready    bool
	At       *time.Time
	Labels   []string
	ParentID *uuid.UUID
}

// Filter keeps what has all of the given values; nil keeps everything.
type Filter struct {
	Name     *string
	Kind     *Kind
	ParentID *uuid.UUID
}

// Sorts are the orders that lists may have.
var Sorts = paging.NewSorts(
	func(v SampleThing) uuid.UUID { return v.ID },
	func(v SampleThing) time.Time { return v.CreatedAt },
	paging.ByText("name", func(v SampleThing) string { return v.Name }),
	paging.ByDecimal("amount", func(v SampleThing) string { return v.Amount.String() }),
)

// Kind is one of the values below.
type Kind string

// The values of Kind.
const (
	KindSmall Kind = "small"
	KindLarge Kind = "large"
)

// applyTo returns v with the fields of the input.
func (in Input) applyTo(v SampleThing) SampleThing {
	v.Name = in.Name
	v.Kind = in.Kind
	v.Amount = in.Amount
	v.Count = in.Count
	v.Ready = in.Ready
	v.At = in.At
	v.Labels = append([]string{}, in.Labels...)
	v.ParentID = in.ParentID
	return v
}
