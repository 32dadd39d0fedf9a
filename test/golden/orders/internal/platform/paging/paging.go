// Package paging pages through lists by keyset: each page starts after the last
// item of the one before, so that pages stay stable while rows come and go.
package paging

import (
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
)

const (
	// DefaultLimit is the number of items of a page when the caller names none.
	DefaultLimit = 20
	// MaxLimit is the largest number of items of a page.
	MaxLimit = 100
)

// Sort is the order of a list.
type Sort string

// The orders; a leading minus means descending. Items of one time are in the
// order of their ids, so the order is always total.
const (
	ByCreatedAt     Sort = "created_at"
	ByCreatedAtDesc Sort = "-created_at"
	ByID            Sort = "id"
	ByIDDesc        Sort = "-id"
)

// Request asks for one page.
type Request struct {
	// Limit is the largest number of items wanted.
	Limit int
	// Sort is the order of the list.
	Sort Sort
	// After is the place after which the page starts; nil for the first page.
	After *Cursor
}

// Page is one page of a list.
type Page[T any] struct {
	// Items are the items of the page, in order.
	Items []T
	// Next is the cursor of the next page, nil on the last one.
	Next *Cursor
}

// NewRequest returns what the caller asked for; nil stands for what it left out.
// A cursor goes on in the order of its own list.
func NewRequest(limit *int, sort *Sort, after *Cursor) Request {
	request := Request{Limit: DefaultLimit, Sort: ByCreatedAtDesc, After: after}
	if limit != nil {
		request.Limit = *limit
	}
	if sort != nil {
		request.Sort = *sort
	}
	if after != nil {
		request.Sort = after.Sort
	}
	return request
}

// New cuts the items, which are read with one more than the limit, to one page.
func New[T any](request Request, items []T, key func(T) (time.Time, uuid.UUID)) Page[T] {
	if len(items) <= request.Limit {
		return Page[T]{Items: items}
	}
	items = items[:request.Limit]
	createdAt, id := key(items[len(items)-1])
	return Page[T]{Items: items, Next: &Cursor{Sort: request.Sort, CreatedAt: createdAt, ID: id}}
}

var (
	errOrder = fmt.Errorf("must be one of %s, %s, %s, %s", ByCreatedAt, ByCreatedAtDesc, ByID, ByIDDesc)
	errLimit = fmt.Errorf("must be an integer from 1 to %d", MaxLimit)
)

// ParseSort reads the order of a list.
func ParseSort(value string) (Sort, error) {
	switch sort := Sort(value); sort {
	case ByCreatedAt, ByCreatedAtDesc, ByID, ByIDDesc:
		return sort, nil
	}
	return "", errOrder
}

// ParseLimit reads the number of items of a page.
func ParseLimit(value string) (int, error) {
	limit, err := strconv.Atoi(value)
	if err != nil || limit < 1 || limit > MaxLimit {
		return 0, errLimit
	}
	return limit, nil
}
