// Package samplething holds sample things and what can be done with them.
package samplething

import (
	"time"

	"github.com/google/uuid"
)

// SampleThing is one of the sample things, as it is stored.
type SampleThing struct {
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

// applyTo returns v with the fields of the input.
func (in Input) applyTo(v SampleThing) SampleThing {
	v.Email = in.Email
	v.Name = in.Name
	return v
}
