// Package router serves routes with the ServeMux of net/http. It is the only
// package that knows it.
package router

import (
	"net/http"
	"strings"

	"goldenpath.dev/patterns/error-model/problem"
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
	return httpx.Chain(canonical(mux, httpx.Methods(routes)), middlewares)
}

// serve notes the route. ServeMux decodes its path parameters.
func serve(route httpx.Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requestinfo.From(r.Context()).Route = route.Path
		route.Handler.ServeHTTP(w, r)
	})
}

func canonical(mux *http.ServeMux, methods []string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, ok := httpx.Canonical(r)
		if !ok {
			problem.NotFound(w, r)
			return
		}
		if matches(mux, request, request.Method) {
			mux.ServeHTTP(w, request)
			return
		}
		if allow := allowed(mux, methods, request); allow != "" {
			problem.MethodNotAllowed(w, r, allow)
			return
		}
		problem.NotFound(w, r)
	})
}

// allowed lists the methods that the path of r is served with.
func allowed(mux *http.ServeMux, methods []string, r *http.Request) string {
	var served []string
	for _, method := range methods {
		if matches(mux, r, method) {
			served = append(served, method)
		}
	}
	return strings.Join(served, ", ")
}

// matches tells whether a route serves the path of r with the method.
func matches(mux *http.ServeMux, r *http.Request, method string) bool {
	probe := *r
	probe.Method = method
	_, pattern := mux.Handler(&probe)
	return pattern != ""
}
