// Package router serves routes with the ServeMux of net/http. It is the only
// package that knows it.
package router

import (
	"net/http"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// New returns a handler that serves the routes behind the middlewares. Unknown
// paths and methods are answered as problem documents.
func New(routes []httpx.Route, middlewares []httpx.Middleware) http.Handler {
	mux := http.NewServeMux()
	for _, route := range routes {
		// A pattern with GET serves HEAD too.
		mux.Handle(route.Method+" "+route.Path, serve(route))
	}
	// Whatever is left: ServeMux would answer in words of its own.
	mux.Handle("/", httpx.Unserved(routes))
	return httpx.Chain(httpx.Canonical(mux), middlewares)
}

// serve notes the route. ServeMux decodes its path parameters.
func serve(route httpx.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestinfo.From(r.Context()).Route = route.Path
		route.Handler.ServeHTTP(w, r)
	})
}
