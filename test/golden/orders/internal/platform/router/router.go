// Package router serves routes with chi. It is the only package that knows chi.
package router

import (
	"net/http"
	"net/url"

	"github.com/go-chi/chi/v5"

	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/requestinfo"
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
	unserved := httpx.Unserved(routes)
	mux.NotFound(unserved)
	mux.MethodNotAllowed(unserved)
	return httpx.Chain(httpx.Canonical(mux), middlewares)
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
