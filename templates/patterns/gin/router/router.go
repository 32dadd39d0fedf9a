// Package router serves routes with gin. It is the only package that knows gin.
package router

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// New returns a handler that serves the routes behind the middlewares. Unknown
// paths and methods are answered as problem documents.
func New(routes []httpx.Route, middlewares []httpx.Middleware) http.Handler {
	gin.SetMode(gin.ReleaseMode) // otherwise it prints every route
	mux := gin.New()
	mux.UseEscapedPath = true
	mux.UnescapePathValues = false // gin would read a plus as a space
	mux.RedirectTrailingSlash = false
	for _, route := range routes {
		mux.Handle(route.Method, pattern(route), serve(route))
		if route.Method == http.MethodGet {
			mux.Handle(http.MethodHead, pattern(route), serve(route))
		}
	}
	mux.NoRoute(gin.WrapF(httpx.Unserved(routes)))
	return httpx.Chain(httpx.Canonical(mux), middlewares)
}

// pattern writes the path of a route as gin does: {id} is :id, and a colon is
// one only behind a backslash.
func pattern(route httpx.Route) string {
	return strings.NewReplacer(":", `\:`, "{", ":", "}", "").Replace(route.Path)
}

// serve notes the route and decodes its path parameters: gin is told to leave
// them as they are written in the request.
func serve(route httpx.Route) gin.HandlerFunc {
	return func(c *gin.Context) {
		requestinfo.From(c.Request.Context()).Route = route.Path
		for _, parameter := range c.Params {
			if value, err := url.PathUnescape(parameter.Value); err == nil {
				c.Request.SetPathValue(parameter.Key, value)
			}
		}
		route.Handler.ServeHTTP(c.Writer, c.Request)
	}
}
