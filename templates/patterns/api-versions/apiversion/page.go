package apiversion

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// ReadPage reads the parameters limit, sort and cursor of a list that has the
// orders. Mistakes are left to the query's Err.
func ReadPage[T any](query *httpx.Query, sorts *paging.Sorts[T]) paging.Request {
	return paging.NewRequest(
		httpx.Param(query, "limit", paging.ParseLimit),
		httpx.Param(query, "sort", parseSort(sorts.All())),
		httpx.Param(query, "cursor", sorts.ParseCursor),
	)
}

// parseSort reads the order of a list, which names a member.
func parseSort(sorts []paging.Sort) func(string) (paging.Sort, error) {
	names := make([]string, len(sorts))
	for i, sort := range sorts {
		names[i] = member(string(sort))
	}
	return func(value string) (paging.Sort, error) {
		if i := slices.Index(names, value); i >= 0 {
			return sorts[i], nil
		}
		return "", fmt.Errorf("must be one of %s", strings.Join(names, ", "))
	}
}

// member spells a name in camelCase: placed_at is placedAt.
func member(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
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
