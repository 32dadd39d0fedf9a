package paging

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"
)

const (
	createdAtField = string(ByCreatedAt)
	idField        = string(ByID)
)

// Sorts are the orders that lists of T may have.
type Sorts[T any] struct {
	keys []Key[T]
	id   func(T) uuid.UUID
	err  error
}

// NewSorts returns the orders by creation time and id, which every list has, and
// those by the keys; each either way round.
func NewSorts[T any](id func(T) uuid.UUID, createdAt func(T) time.Time, keys ...Key[T]) *Sorts[T] {
	s := &Sorts[T]{id: id, keys: append([]Key[T]{
		ByTime(createdAtField, createdAt),
		{field: idField, kind: ids, code: func(T) string { return "" }},
	}, keys...)}
	var names []string
	for _, sort := range s.All() {
		names = append(names, string(sort))
	}
	s.err = fmt.Errorf("must be one of %s", strings.Join(names, ", "))
	return s
}

// All returns the orders.
func (s *Sorts[T]) All() []Sort {
	var all []Sort
	for _, key := range s.keys {
		all = append(all, Sort(key.field), Sort("-"+key.field))
	}
	return all
}

// key returns the key of an order, nil for none of these.
func (s *Sorts[T]) key(sort Sort) *Key[T] {
	for i := range s.keys {
		if s.keys[i].field == sort.Field() {
			return &s.keys[i]
		}
	}
	return nil
}

// Parse reads the order of a list.
func (s *Sorts[T]) Parse(value string) (Sort, error) {
	if sort := Sort(value); s.key(sort) != nil {
		return sort, nil
	}
	return "", s.err
}

// ParseCursor reads a cursor of one of these orders.
func (s *Sorts[T]) ParseCursor(value string) (Cursor, error) {
	order, place, _ := strings.Cut(value, ".")
	key := s.key(Sort(order))
	if key == nil {
		return Cursor{}, errCursor
	}
	parts := key.form.FindStringSubmatch(place)
	if parts == nil {
		return Cursor{}, errCursor
	}
	cursor := Cursor{Sort: Sort(order), Value: key.value(parts[1]), code: parts[1]}
	if _, err := hex.Decode(cursor.ID[:], []byte(parts[2])); err != nil {
		return Cursor{}, errCursor
	}
	return cursor, nil
}

// Page cuts the items, which are read with one more than the limit, to one page.
func (s *Sorts[T]) Page(request Request, items []T) Page[T] {
	if len(items) <= request.Limit {
		return Page[T]{Items: items}
	}
	items = items[:request.Limit]
	next := s.Cursor(request.Sort, items[len(items)-1])
	return Page[T]{Items: items, Next: &next}
}

// Cursor returns the place of an item in a list of the order, which is one of
// these.
func (s *Sorts[T]) Cursor(sort Sort, item T) Cursor {
	cursor := Cursor{Sort: sort, ID: s.id(item)}
	if key := s.key(sort); key != nil {
		cursor.code = key.code(item)
		cursor.Value = key.value(cursor.code)
	}
	return cursor
}
