package httpx

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/acme/orders/internal/platform/problem"
)

// Unserved answers requests that none of the routes serves: 405 with the
// methods of the path where it has any, 404 otherwise. Routers differ in both.
func Unserved(routes []Route) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if methods := allowed(routes, r.URL.EscapedPath()); len(methods) > 0 {
			problem.MethodNotAllowed(w, r, strings.Join(methods, ", "))
			return
		}
		problem.NotFound(w, r)
	}
}

// allowed lists the methods that the escaped path is served with, in
// alphabetical order.
func allowed(routes []Route, path string) []string {
	var methods []string
	for _, route := range routes {
		if !matches(route.Path, path) {
			continue
		}
		methods = append(methods, route.Method)
		if route.Method == http.MethodGet {
			methods = append(methods, http.MethodHead)
		}
	}
	slices.Sort(methods)
	return slices.Compact(methods)
}

// matches tells whether an escaped path fits the pattern of a route.
func matches(pattern, path string) bool {
	segments := strings.Split(path, "/")
	expected := strings.Split(pattern, "/")
	return slices.EqualFunc(segments, expected, func(segment, expected string) bool {
		decoded, err := url.PathUnescape(segment)
		return err == nil && (decoded == expected || strings.HasPrefix(expected, "{"))
	})
}
