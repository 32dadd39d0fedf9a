package router_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gin/router"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// echo answers with the route and the path parameter that it was reached by.
func echo(w http.ResponseWriter, r *http.Request) {
	_, _ = w.Write([]byte(requestinfo.From(r.Context()).Route + " " + r.PathValue("id")))
}

func newHandler() http.Handler {
	handler := http.HandlerFunc(echo)
	routes := []httpx.Route{
		{Method: http.MethodGet, Path: "/things", Handler: handler},
		{Method: http.MethodPost, Path: "/things", Handler: handler},
		{Method: http.MethodGet, Path: "/things/{id}", Handler: handler},
		{Method: http.MethodDelete, Path: "/things/{id}", Handler: handler},
		{Method: http.MethodPost, Path: "/things/{id}/parts", Handler: handler},
	}
	return router.New(routes, []httpx.Middleware{{Order: httpx.OrderRequest, Wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r.WithContext(requestinfo.With(r.Context(), &requestinfo.Info{ID: "r-1"})))
		})
	}}})
}

func exchange(t *testing.T, method, target string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), method, "/placeholder", nil)
	parsed, err := url.ParseRequestURI(target)
	require.NoError(t, err, target)
	request.URL, request.RequestURI = parsed, target
	recorder := httptest.NewRecorder()
	newHandler().ServeHTTP(recorder, request)
	return recorder
}

func TestRoutesGetTheirPathParametersDecoded(t *testing.T) {
	t.Parallel()
	for target, expected := range map[string]string{
		"/things":           "/things ",
		"/things/1":         "/things/{id} 1",
		"/things/1?x=/y":    "/things/{id} 1",
		"/%74hings/1":       "/things/{id} 1",
		"/things/a%2Fb":     "/things/{id} a/b",
		"/things/a%252Fb":   "/things/{id} a%2Fb",
		"/things/%2e%2e%2f": "/things/{id} ../",
		"/things/a%20b":     "/things/{id} a b",
		"/things/a+b":       "/things/{id} a+b",
		"/things/%C3%A9":    "/things/{id} é",
		"/things/%7Bid%7D":  "/things/{id} {id}",
		"/things/*":         "/things/{id} *",
		"/things/a;b=1":     "/things/{id} a;b=1",
	} {
		answer := exchange(t, http.MethodGet, target)
		assert.Equal(t, http.StatusOK, answer.Code, target)
		assert.Equal(t, expected, answer.Body.String(), target)
	}
}

func TestWhatIsNotARouteIsAProblem(t *testing.T) {
	t.Parallel()
	for _, target := range []string{
		"/", "/nothing", "/things/", "//things", "/things//1", "/things/1/", "/things/1/parts/2", "/./things", "/x/../things",
		"/things/..", "/things/%2e%2e", "/things%2F1", "/things/%2F", "/THINGS", "*", "http://host/nothing",
	} {
		answer := exchange(t, http.MethodGet, target)
		assert.Equal(t, http.StatusNotFound, answer.Code, target)
		assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"), target)
		assert.Empty(t, answer.Header().Get("Location"), "nothing is redirected")
		assert.Contains(t, answer.Body.String(), `"request_id":"r-1"`, "middlewares see it")
	}
}

func TestMethodsThatAreNotAllowedNameThoseThatAre(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ method, target, allow string }{
		{http.MethodPut, "/things", "GET, HEAD, POST"},
		{http.MethodOptions, "/things", "GET, HEAD, POST"},
		{http.MethodPost, "/things/1", "DELETE, GET, HEAD"},
		{http.MethodPost, "/things/a%2Fb", "DELETE, GET, HEAD"},
		{http.MethodGet, "/things/1/parts", "POST"},
		{http.MethodHead, "/things/1/parts", "POST"},
		{http.MethodConnect, "/things", "GET, HEAD, POST"},
		{"BREW", "/things", "GET, HEAD, POST"},
	} {
		answer := exchange(t, c.method, c.target)
		assert.Equal(t, http.StatusMethodNotAllowed, answer.Code, c.method+c.target)
		assert.Equal(t, c.allow, answer.Header().Get("Allow"), c.method+c.target)
		assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"))
	}
}

func TestHeadIsServedByGet(t *testing.T) {
	t.Parallel()
	assert.Equal(t, http.StatusOK, exchange(t, http.MethodHead, "/things/1").Code)
	assert.Equal(t, http.StatusNotFound, exchange(t, http.MethodHead, "/nothing").Code)
	assert.Equal(t, http.StatusNotFound, exchange(t, "BREW", "/nothing").Code)
}
