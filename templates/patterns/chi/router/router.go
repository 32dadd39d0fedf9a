// Package router serves routes with chi. It is the only package that knows chi.
package router

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-chi/chi/v5"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// New returns a handler that serves the routes behind the middlewares. Unknown
// paths and methods are answered as problem documents.
func New(routes []httpx.Route, middlewares []httpx.Middleware) http.Handler {
	mux := chi.NewRouter()
	for _, route := range routes {
		mux.Method(route.Method, route.Path, serve(route))
		if route.Method == http.MethodGet {
			mux.Method(http.MethodHead, route.Path, serve(route))
		}
	}
	mux.NotFound(problem.NotFound)
	mux.MethodNotAllowed(func(w http.ResponseWriter, r *http.Request) {
		// chi comes here with every method that it does not know, whatever the path.
		if allow := allowed(mux, routes, r); allow != "" {
			problem.MethodNotAllowed(w, r, allow)
			return
		}
		problem.NotFound(w, r)
	})
	return httpx.Chain(canonical(mux), middlewares)
}

// serve notes the route and decodes its path parameters: chi leaves them as
// they are written in the request.
func serve(route httpx.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestinfo.From(r.Context()).Route = route.Path
		if r.URL.RawPath != "" {
			for _, name := range chi.RouteContext(r.Context()).URLParams.Keys {
				if value, err := url.PathUnescape(r.PathValue(name)); err == nil {
					r.SetPathValue(name, value)
				}
			}
		}
		route.Handler.ServeHTTP(w, r)
	})
}

func canonical(mux http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, ok := httpx.Canonical(r)
		if !ok {
			problem.NotFound(w, r)
			return
		}
		mux.ServeHTTP(w, request)
	})
}

// allowed lists the methods that the path of r is served with.
func allowed(mux chi.Routes, routes []httpx.Route, r *http.Request) string {
	path := r.URL.RawPath
	if path == "" {
		path = r.URL.Path
	}
	var methods []string
	for _, method := range httpx.Methods(routes) {
		if mux.Match(chi.NewRouteContext(), method, path) {
			methods = append(methods, method)
		}
	}
	return strings.Join(methods, ", ")
}
