// Package router serves routes with echo. It is the only package that knows echo.
package router

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v5"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// New returns a handler that serves the routes behind the middlewares. Unknown
// paths and methods are answered as problem documents.
func New(routes []httpx.Route, middlewares []httpx.Middleware) http.Handler {
	unserved := echo.WrapHandler(httpx.Unserved(routes))
	mux := echo.NewWithConfig(echo.Config{Router: echo.NewRouter(echo.RouterConfig{
		NotFoundHandler: unserved, MethodNotAllowedHandler: unserved, OptionsMethodHandler: unserved,
		UnescapePathParamValues: true,
	})})
	for _, route := range routes {
		mux.Add(route.Method, pattern(route), serve(route))
		if route.Method == http.MethodGet {
			mux.Add(http.MethodHead, pattern(route), serve(route))
		}
		// A parameter takes the rest of the path, slashes too, where no route goes
		// on behind it. This one does, and no canonical path reaches it.
		mux.Add(route.Method, pattern(route)+"//", unserved)
	}
	return httpx.Chain(httpx.Canonical(mux), middlewares)
}

// pattern writes the path of a route as echo does: {id} is :id, and a colon is
// one only behind a backslash.
func pattern(route httpx.Route) string {
	return strings.NewReplacer(":", `\:`, "{", ":", "}", "").Replace(route.Path)
}

// serve notes the route and hands its path parameters on, which echo decodes.
func serve(route httpx.Route) echo.HandlerFunc {
	return func(c *echo.Context) error {
		r := c.Request()
		requestinfo.From(r.Context()).Route = route.Path
		for _, parameter := range c.PathValues() {
			r.SetPathValue(parameter.Name, parameter.Value)
		}
		route.Handler.ServeHTTP(c.Response(), r)
		return nil
	}
}
