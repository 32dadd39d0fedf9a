package httplimit_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rate-limit/httplimit"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// broken cannot tell.
type broken struct{}

func (broken) Take(context.Context, string, ratelimit.Rate) (ratelimit.Decision, error) {
	return ratelimit.Decision{}, errors.New("broken")
}

// call sends a request of the caller through a guard.
func call(t *testing.T, routes []httpx.Route, route int, info requestinfo.Info) *httptest.ResponseRecorder {
	t.Helper()
	ctx := requestinfo.With(t.Context(), &info)
	recorder := httptest.NewRecorder()
	routes[route].Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(ctx, http.MethodGet, "/", nil))
	return recorder
}

func guarded(t *testing.T, limiter ratelimit.Limiter, lines ...string) []httpx.Route {
	t.Helper()
	fine := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	routes := []httpx.Route{{Method: http.MethodGet, Path: "/a", Handler: fine}, {Method: http.MethodGet, Path: "/b", Handler: fine}}
	require.NoError(t, httplimit.Guard(routes, limiter, func(httpx.Route) ratelimit.Rate {
		return ratelimit.Rate{PerSecond: 0.5, Burst: 2}
	}, lines))
	return routes
}

func TestAnswersTellHowManyAreLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		routes := guarded(t, ratelimit.NewMemory())
		ann := requestinfo.Info{Client: "192.0.2.1", Caller: "ann"}
		first := call(t, routes, 0, ann)
		assert.Equal(t, http.StatusOK, first.Code)
		assert.Equal(t, `"route";q=2;w=4`, first.Header().Get("RateLimit-Policy"))
		assert.Equal(t, `"route";r=1;t=2`, first.Header().Get("RateLimit"))
		call(t, routes, 0, ann)
		refused := call(t, routes, 0, ann)
		assert.Equal(t, http.StatusTooManyRequests, refused.Code)
		assert.Equal(t, `"route";r=0;t=4`, refused.Header().Get("RateLimit"))
		assert.Equal(t, "2", refused.Header().Get("Retry-After"))
		assert.Contains(t, refused.Body.String(), "rate_limited")
	})
}

func TestEachCallerHasABucketARoute(t *testing.T) {
	t.Parallel()
	routes := guarded(t, ratelimit.NewMemory())
	left := func(route int, client, caller string) string {
		return call(t, routes, route, requestinfo.Info{Client: client, Caller: caller}).Header().Get("RateLimit")
	}
	const one, none = `"route";r=1;t=2`, `"route";r=0;t=4`
	assert.Equal(t, one, left(0, "192.0.2.1", "ann"))
	assert.Equal(t, none, left(0, "192.0.2.2", "ann"), "wherever she is")
	assert.Equal(t, one, left(1, "192.0.2.1", "ann"), "another route")
	assert.Equal(t, one, left(0, "192.0.2.1", "bob"), "another caller")
	assert.Equal(t, one, left(0, "192.0.2.1", ""), "a stranger")
	assert.Equal(t, none, left(0, "192.0.2.1", ""), "the same")
	assert.Equal(t, one, left(0, "192.0.2.2", ""), "another stranger")
	assert.Equal(t, one, left(0, "2001:db8::1", ""), "a third")
	assert.Equal(t, none, left(0, "2001:db8::2", ""), "the same in his network")
	assert.Equal(t, one, left(0, "2001:db8:0:1::1", ""), "a fourth")
	assert.Equal(t, one, left(0, "address 192.0.2.1", ""), "names are no addresses")
}

func TestARouteMayHaveARateOfItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		routes := guarded(t, ratelimit.NewMemory(), "GET /b=0.1:1")
		ann := requestinfo.Info{Client: "192.0.2.1", Caller: "ann"}
		first := call(t, routes, 1, ann)
		assert.Equal(t, http.StatusOK, first.Code)
		assert.Equal(t, `"route";q=1;w=10`, first.Header().Get("RateLimit-Policy"))
		assert.Equal(t, `"route";r=0;t=10`, first.Header().Get("RateLimit"))
		refused := call(t, routes, 1, ann)
		assert.Equal(t, http.StatusTooManyRequests, refused.Code)
		assert.Equal(t, `"route";q=1;w=10`, refused.Header().Get("RateLimit-Policy"))
		assert.Equal(t, "10", refused.Header().Get("Retry-After"))

		usual := call(t, routes, 0, ann)
		assert.Equal(t, http.StatusOK, usual.Code, "the rest have the usual rate")
		assert.Equal(t, `"route";q=2;w=4`, usual.Header().Get("RateLimit-Policy"))
		assert.Equal(t, `"route";r=1;t=2`, usual.Header().Get("RateLimit"))
		assert.Equal(t, http.StatusOK, call(t, routes, 1, requestinfo.Info{Caller: "bob"}).Code, "others have buckets of their own")
	})
}

func TestARateOfNoRouteIsRefused(t *testing.T) {
	t.Parallel()
	rateOf := func(httpx.Route) ratelimit.Rate { return ratelimit.Rate{PerSecond: 1, Burst: 1} }
	routes := []httpx.Route{{Method: http.MethodGet, Path: "/a"}}
	err := httplimit.Guard(routes, ratelimit.NewMemory(), rateOf, []string{"GET /c=1:1"})
	require.ErrorContains(t, err, `RATE_LIMIT_ROUTES names "GET /c", which the service does not have: use one of GET /a`)
	require.ErrorContains(t, httplimit.Guard(routes, ratelimit.NewMemory(), rateOf, []string{"GET /a=many"}), "RATE_LIMIT_ROUTES")
}

func TestALimiterThatCannotTellFailsTheRequest(t *testing.T) {
	t.Parallel()
	assert.Equal(t, http.StatusInternalServerError, call(t, guarded(t, broken{}), 0, requestinfo.Info{}).Code)
}

func TestARateOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	err := httplimit.Guard([]httpx.Route{{}}, ratelimit.NewMemory(), func(httpx.Route) ratelimit.Rate { return ratelimit.Rate{} }, nil)
	require.ErrorContains(t, err, "RATE_LIMIT_PER_SECOND")
}
