package transcode

import (
	"net/http"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

// WriteList sends a page of items, each as body makes it; an empty token says that it
// is the last.
func WriteList[T, Body any](w http.ResponseWriter, items []T, token string, body func(T) Body) error {
	list := httpx.List[Body]{Items: make([]Body, len(items))}
	for i, item := range items {
		list.Items[i] = body(item)
	}
	if token != "" {
		list.NextCursor = &token
	}
	return httpx.WriteJSON(w, http.StatusOK, list)
}

// WriteNoContent answers a request that has no result.
func WriteNoContent[Out any](w http.ResponseWriter, r *http.Request, _ Out) error {
	return httpx.WriteNoContent(w, r, struct{}{})
}
