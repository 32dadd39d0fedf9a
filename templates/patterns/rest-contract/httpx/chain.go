package httpx

import (
	"cmp"
	"net/http"
	"slices"
)

// Chain wraps handler in the middlewares, the lowest Order outermost.
func Chain(handler http.Handler, middlewares []Middleware) http.Handler {
	sorted := slices.SortedStableFunc(slices.Values(middlewares), func(a, b Middleware) int {
		return cmp.Compare(b.Order, a.Order)
	})
	for _, middleware := range sorted {
		handler = middleware.Wrap(handler)
	}
	return handler
}
