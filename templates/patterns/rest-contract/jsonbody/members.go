package jsonbody

import (
	"encoding/json"
	"math"
	"strconv"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
)

const codeRequired = "required"

// Require returns the value, or reports that the member is missing.
func Require[T any](o *Object, name string, value *T) T {
	if value != nil {
		return *value
	}
	if o.absent(name) {
		o.reject(name, codeRequired, "is required")
	}
	var zero T
	return zero
}

// Default returns the value, or the given one when the member is missing.
func Default[T any](value *T, otherwise T) T {
	if value == nil {
		return otherwise
	}
	return *value
}

// Text returns a text member, or nil when it is missing or null.
func (o *Object) Text(name string) *string {
	raw := o.take(name)
	if raw == nil {
		return nil
	}
	value, ok := text(raw)
	if !ok {
		o.reject(name, "type", "must be text without U+0000")
		return nil
	}
	return &value
}

// Member returns a text member as parse understands it, or nil when it is
// missing or null. The message of parse's error is shown to the client.
func Member[T any](o *Object, name string, parse func(string) (T, error)) *T {
	value := o.Text(name)
	if value == nil {
		return nil
	}
	parsed, err := parse(*value)
	if err != nil {
		o.reject(name, "format", err.Error())
		return nil
	}
	return &parsed
}

// Integer returns an integer member, or nil when it is missing or null.
func (o *Object) Integer(name string) *int64 {
	raw := o.take(name)
	if raw == nil {
		return nil
	}
	value, ok := integer(raw)
	if !ok {
		o.reject(name, "type", "must be an integer of 64 bits")
		return nil
	}
	return &value
}

// Boolean returns a boolean member, or nil when it is missing or null.
func (o *Object) Boolean(name string) *bool {
	raw := o.take(name)
	if raw == nil {
		return nil
	}
	value := string(raw) == "true"
	if !value && string(raw) != "false" {
		o.reject(name, "type", "must be true or false")
		return nil
	}
	return &value
}

// Texts returns a list of texts, or nil when it is missing or null.
func (o *Object) Texts(name string) []string {
	return list(o, name, "must be text without U+0000", text)
}

// Integers returns a list of integers, or nil when it is missing or null.
func (o *Object) Integers(name string) []int64 {
	return list(o, name, "must be an integer of 64 bits", integer)
}

func list[T any](o *Object, name, expected string, read func(json.RawMessage) (T, bool)) []T {
	raw := o.take(name)
	if raw == nil {
		return nil
	}
	var items []json.RawMessage
	if err := json.Unmarshal(raw, &items); err != nil {
		o.reject(name, "type", "must be a list")
		return nil
	}
	values := make([]T, 0, len(items))
	for i, item := range items {
		value, ok := read(item)
		if !ok {
			o.fields = append(o.fields, fault.Field{Pointer: pointer(name) + "/" + strconv.Itoa(i), Code: "type", Message: expected})
		}
		values = append(values, value)
	}
	return values
}

// take marks the member as read and returns it, or nil when missing or null.
func (o *Object) take(name string) json.RawMessage {
	o.read[name] = true
	if o.absent(name) {
		return nil
	}
	return o.members[name]
}

func (o *Object) absent(name string) bool {
	raw, ok := o.members[name]
	return !ok || string(raw) == "null"
}

func text(raw json.RawMessage) (string, bool) {
	var value string
	if raw[0] != '"' || json.Unmarshal(raw, &value) != nil {
		return "", false
	}
	// PostgreSQL cannot store U+0000 in text.
	return value, !strings.ContainsRune(value, 0)
}

// largestExact is the largest integer up to which every integer is a float64.
const largestExact = 1 << 53

func integer(raw json.RawMessage) (int64, bool) {
	if value, err := strconv.ParseInt(string(raw), 10, 64); err == nil {
		return value, true
	}
	// JSON Schema takes 1.0 and 1e3 for integers.
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || value != math.Trunc(value) || math.Abs(value) > largestExact {
		return 0, false
	}
	return int64(value), true
}
