package rpcvalue

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Number is an enum of Protocol Buffers; its zero stands for no value.
type Number interface {
	~int32
	fmt.Stringer
}

// Enum pairs the values of an enum of the API with those of the domain.
type Enum[N Number, T ~string] struct {
	values   map[N]T
	numbers  map[T]N
	expected string
}

// NewEnum returns the pairs.
func NewEnum[N Number, T ~string](values map[N]T) Enum[N, T] {
	numbers := make(map[T]N, len(values))
	names := make([]string, 0, len(values))
	for _, number := range slices.Sorted(maps.Keys(values)) {
		numbers[values[number]] = number
		names = append(names, number.String())
	}
	return Enum[N, T]{values: values, numbers: numbers, expected: "must be one of " + strings.Join(names, ", ")}
}

// Read returns the value in the domain, or notes that it is none.
func (e Enum[N, T]) Read(r *Reader, path string, number N) T {
	if number == 0 {
		r.Missing(path)
		return ""
	}
	value, ok := e.values[number]
	if !ok {
		r.Wrong(path, "enum", e.expected)
	}
	return value
}

// ReadOptional is Read for what may be absent; unspecified is absent too.
func (e Enum[N, T]) ReadOptional(r *Reader, path string, number *N) *T {
	if number == nil || *number == 0 {
		return nil
	}
	return new(e.Read(r, path, *number))
}

// Write returns the value in the API.
func (e Enum[N, T]) Write(value T) N { return e.numbers[value] }

// WriteOptional is Write for what may be absent.
func (e Enum[N, T]) WriteOptional(value *T) *N {
	if value == nil {
		return nil
	}
	return new(e.Write(*value))
}
