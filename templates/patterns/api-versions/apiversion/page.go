package apiversion

import (
	"errors"
	"net/http"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// ReadPage reads the parameters limit, sort and cursor. Mistakes are left to
// the query's Err.
func ReadPage(query *httpx.Query) paging.Request {
	return paging.NewRequest(
		httpx.Param(query, "limit", paging.ParseLimit),
		httpx.Param(query, "sort", parseSort),
		httpx.Param(query, "cursor", paging.ParseCursor),
	)
}

var errOrder = errors.New("must be one of createdAt, -createdAt, id, -id")

// parseSort reads the order of a list, which names a member.
func parseSort(value string) (paging.Sort, error) {
	switch value {
	case "createdAt":
		return paging.ByCreatedAt, nil
	case "-createdAt":
		return paging.ByCreatedAtDesc, nil
	case "id":
		return paging.ByID, nil
	case "-id":
		return paging.ByIDDesc, nil
	}
	return "", errOrder
}

// List is the body of a page.
type List[T any] struct {
	Items      []T     `json:"items"`
	NextCursor *string `json:"nextCursor"`
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
	return httpx.WriteJSON(w, http.StatusOK, list)
}
