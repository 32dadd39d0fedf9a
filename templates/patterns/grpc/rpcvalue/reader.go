// Package rpcvalue turns values of messages into those of the domain, and back.
// Messages cannot say that a field must be there: a reader collects what is
// missing or cannot be read, all of it at once.
package rpcvalue

import (
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"goldenpath.dev/patterns/error-model/fault"
)

// Reader collects the mistakes of one request.
type Reader struct{ fields []fault.Field }

// Err returns all mistakes that were found, or nil.
func (r *Reader) Err() error {
	if len(r.fields) == 0 {
		return nil
	}
	return &fault.Error{Kind: fault.Malformed, Code: "malformed_request", Detail: "The request cannot be read.", Fields: r.fields}
}

// Wrong notes a mistake. The path goes from the request to the field.
func (r *Reader) Wrong(path, code, message string) {
	r.fields = append(r.fields, fault.Field{Parameter: path, Code: code, Message: message})
}

// Missing notes that a field is not there.
func (r *Reader) Missing(path string) { r.Wrong(path, "required", "is required") }

// Text returns the text, which must not hold what PostgreSQL cannot keep.
func (r *Reader) Text(path, value string) string {
	if strings.ContainsRune(value, 0) {
		r.Wrong(path, "type", "must be text without U+0000")
	}
	return value
}

// OptionalText is Text for what may be absent.
func (r *Reader) OptionalText(path string, value *string) *string {
	if value != nil {
		r.Text(path, *value)
	}
	return value
}

// Texts is Text for every item of a list.
func (r *Reader) Texts(path string, values []string) []string {
	for i, value := range values {
		r.Text(path+"["+strconv.Itoa(i)+"]", value)
	}
	return values
}

// Time returns the moment in UTC, cut to the microseconds that PostgreSQL keeps.
func (r *Reader) Time(path string, value *timestamppb.Timestamp) time.Time {
	if value == nil {
		r.Missing(path)
		return time.Time{}
	}
	return r.moment(path, value)
}

// OptionalTime is Time for what may be absent.
func (r *Reader) OptionalTime(path string, value *timestamppb.Timestamp) *time.Time {
	if value == nil {
		return nil
	}
	return new(r.moment(path, value))
}

func (r *Reader) moment(path string, value *timestamppb.Timestamp) time.Time {
	if err := value.CheckValid(); err != nil {
		r.Wrong(path, "format", "must be a time of the years 0001 to 9999")
	}
	return value.AsTime().Truncate(time.Microsecond)
}

// Parse returns the text as parse understands it. Empty text is missing. The
// message of parse's error is shown to the caller.
func Parse[T any](r *Reader, path, value string, parse func(string) (T, error)) T {
	if value == "" {
		r.Missing(path)
		var none T
		return none
	}
	return parsed(r, path, value, parse)
}

// ParseOptional is Parse for what may be absent.
func ParseOptional[T any](r *Reader, path string, value *string, parse func(string) (T, error)) *T {
	if value == nil {
		return nil
	}
	return new(parsed(r, path, *value, parse))
}

// ParseFilled is Parse for text that stands for nothing when it is empty.
func ParseFilled[T any](r *Reader, path, value string, parse func(string) (T, error)) *T {
	if value == "" {
		return nil
	}
	return new(parsed(r, path, value, parse))
}

func parsed[T any](r *Reader, path, value string, parse func(string) (T, error)) T {
	result, err := parse(value)
	if err != nil {
		r.Wrong(path, "format", err.Error())
	}
	return result
}

// Or returns the value, or the given one when it is absent.
func Or[T any](value *T, otherwise T) T {
	if value == nil {
		return otherwise
	}
	return *value
}
