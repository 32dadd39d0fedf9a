package apiversion

import (
	"context"
	"errors"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
)

// Renaming makes a use case of the newer version: its faults point to members by
// the names that they have there.
func Renaming[In, Out any](run func(context.Context, In) (Out, error)) func(context.Context, In) (Out, error) {
	return func(ctx context.Context, in In) (Out, error) {
		out, err := run(ctx, in)
		return out, Renamed(err)
	}
}

// Renamed returns err, with pointers to members by the names that they have in
// the newer version.
func Renamed(err error) error {
	found, ok := errors.AsType[*fault.Error](err)
	if !ok || len(found.Fields) == 0 {
		return err
	}
	respelt := *found
	respelt.Fields = make([]fault.Field, len(found.Fields))
	for i, field := range found.Fields {
		field.Pointer = camelCase(field.Pointer)
		respelt.Fields[i] = field
	}
	return renamedError{error: err, fault: &respelt}
}

// renamedError is an error whose first fault has other names.
type renamedError struct {
	error

	fault *fault.Error
}

// Unwrap returns the fault with the other names before the error itself.
func (r renamedError) Unwrap() []error { return []error{r.fault, r.error} }

// camelCase spells placed_at as placedAt. Names in pointers are those of the
// domain: they hold letters, digits and underscores.
func camelCase(pointer string) string {
	first, rest, _ := strings.Cut(pointer, "_")
	var spelt strings.Builder
	spelt.WriteString(first)
	for part := range strings.SplitSeq(rest, "_") {
		if part != "" {
			spelt.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return spelt.String()
}
