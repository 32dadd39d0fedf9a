// Package paging pages through lists by keyset: each page starts after the last
// item of the one before, so that pages stay stable while rows come and go.
package paging

import (
	"fmt"
	"strconv"
	"strings"
)

const (
	// DefaultLimit is the number of items of a page when the caller names none.
	DefaultLimit = 20
	// MaxLimit is the largest number of items of a page.
	MaxLimit = 100
)

// Sort is the order of a list: the field by which it is sorted, after a minus
// when the greatest value comes first. Items of one value are in the order of
// their ids, so the order is always total.
type Sort string

// The orders of every list; Sorts may know more.
const (
	ByCreatedAt     Sort = "created_at"
	ByCreatedAtDesc Sort = "-created_at"
	ByID            Sort = "id"
	ByIDDesc        Sort = "-id"
)

// Field is the field by which the list is sorted.
func (s Sort) Field() string { return strings.TrimPrefix(string(s), "-") }

// Descending says whether the greatest value comes first.
func (s Sort) Descending() bool { return strings.HasPrefix(string(s), "-") }

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

var errLimit = fmt.Errorf("must be an integer from 1 to %d", MaxLimit)

// ParseLimit reads the number of items of a page.
func ParseLimit(value string) (int, error) {
	limit, err := strconv.Atoi(value)
	if err != nil || limit < 1 || limit > MaxLimit {
		return 0, errLimit
	}
	return limit, nil
}
