package httpx

import (
	"net/http"

	"github.com/acme/orders/internal/platform/paging"
)

// ReadPage reads the parameters limit, sort and cursor of a list that has the
// orders. Mistakes are left to the query's Err.
func ReadPage[T any](query *Query, sorts *paging.Sorts[T]) paging.Request {
	return paging.NewRequest(
		Param(query, "limit", paging.ParseLimit),
		Param(query, "sort", sorts.Parse),
		Param(query, "cursor", sorts.ParseCursor),
	)
}

// List is the body of a page.
type List[T any] struct {
	Items      []T     `json:"items"`
	NextCursor *string `json:"next_cursor"`
}

// WritePage sends a page, each item as body makes it.
func WritePage[T, Body any](w http.ResponseWriter, found paging.Page[T], body func(T) Body) error {
	list := List[Body]{Items: make([]Body, 0, len(found.Items))}
	for _, item := range found.Items {
		list.Items = append(list.Items, body(item))
	}
	if found.Next != nil {
		cursor := found.Next.String()
		list.NextCursor = &cursor
	}
	return WriteJSON(w, http.StatusOK, list)
}
