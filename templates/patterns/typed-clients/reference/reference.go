// Package reference makes sure that what a value refers to exists in another
// service.
package reference

import (
	"context"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/error-model/fault"
)

// Check collects the references that lead nowhere.
type Check struct {
	what   string
	fields []fault.Field
	err    error
}

// New returns an empty check of what, named in the singular.
func New(what string) *Check { return &Check{what: what} }

// Exists looks the id of a field up with get; nil refers to nothing. Once a
// lookup has failed, nothing else is looked up.
func Exists[T any](ctx context.Context, c *Check, field string, id *uuid.UUID, get func(context.Context, uuid.UUID) (T, error)) {
	if id == nil || c.err != nil {
		return
	}
	_, err := get(ctx, *id)
	switch {
	case err == nil:
	case fault.KindOf(err) == fault.NotFound:
		c.fields = append(c.fields, fault.Field{Pointer: "/" + field, Code: "missing_reference", Message: "does not exist"})
	default:
		c.err = err
	}
}

// Err is the failure of a lookup, or a fault with a field for each reference
// that leads nowhere, or nil.
func (c *Check) Err() error {
	if c.err != nil || len(c.fields) == 0 {
		return c.err
	}
	refused := fault.New(fault.Conflict, "missing_reference", "The "+c.what+" refers to something that does not exist.")
	refused.Fields = c.fields
	return refused
}
