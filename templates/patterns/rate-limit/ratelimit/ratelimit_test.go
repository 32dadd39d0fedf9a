package ratelimit_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func take(t *testing.T, limiter ratelimit.Limiter, key string, rate ratelimit.Rate) ratelimit.Decision {
	t.Helper()
	decision, err := limiter.Take(t.Context(), key, rate)
	require.NoError(t, err)
	return decision
}

func TestABucketIsEmptiedAndFillsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter, rate := ratelimit.NewMemory(), ratelimit.Rate{PerSecond: 2, Burst: 3}
		for remaining := 2; remaining >= 0; remaining-- {
			decision := take(t, limiter, "ann", rate)
			assert.True(t, decision.Allowed)
			assert.Equal(t, remaining, decision.Remaining)
		}
		refused := ratelimit.Decision{Wait: 500 * time.Millisecond, Full: 1500 * time.Millisecond}
		assert.Equal(t, refused, take(t, limiter, "ann", rate))
		assert.Equal(t, refused, take(t, limiter, "ann", rate), "asking costs nothing")
		assert.True(t, take(t, limiter, "bob", rate).Allowed, "others have buckets of their own")

		time.Sleep(499 * time.Millisecond)
		assert.False(t, take(t, limiter, "ann", rate).Allowed)
		time.Sleep(time.Millisecond)
		assert.Equal(t, ratelimit.Decision{Allowed: true, Full: 1500 * time.Millisecond}, take(t, limiter, "ann", rate))

		time.Sleep(time.Hour)
		assert.Equal(t, 2, take(t, limiter, "ann", rate).Remaining, "a rest fills no more than the bucket")
	})
}

func TestNeverMoreThanBurstAndRate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const callers, long = 16, 10 * time.Second
		limiter, rate := ratelimit.NewMemory(), ratelimit.Rate{PerSecond: 50, Burst: 20}
		var admitted atomic.Int64
		ctx, cancel := context.WithTimeout(t.Context(), long)
		defer cancel()
		var calling sync.WaitGroup
		for i := range callers {
			calling.Go(func() {
				for ctx.Err() == nil {
					if decision, err := limiter.Take(ctx, "ann", rate); err == nil && decision.Allowed {
						admitted.Add(1)
					}
					time.Sleep(time.Duration(i+1) * time.Millisecond)
				}
			})
		}
		calling.Wait()
		most := float64(rate.Burst) + rate.PerSecond*long.Seconds()
		assert.LessOrEqual(t, admitted.Load(), int64(most))
		assert.Greater(t, admitted.Load(), int64(0.95*most), "and not much less")
	})
}

func TestManyCallersDoNotFillTheMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter, rate := ratelimit.NewMemory(), ratelimit.Rate{PerSecond: 1000, Burst: 1}
		for n := range 200_000 {
			take(t, limiter, strconv.Itoa(n), rate)
			if n%1000 == 0 {
				time.Sleep(10 * time.Millisecond)
			}
		}
		assert.Less(t, limiter.Buckets(), 10_000)
	})
}

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

func guarded(t *testing.T, limiter ratelimit.Limiter) []httpx.Route {
	t.Helper()
	fine := http.HandlerFunc(func(http.ResponseWriter, *http.Request) {})
	routes := []httpx.Route{{Method: http.MethodGet, Path: "/a", Handler: fine}, {Method: http.MethodGet, Path: "/b", Handler: fine}}
	require.NoError(t, ratelimit.Guard(routes, limiter, func(httpx.Route) ratelimit.Rate {
		return ratelimit.Rate{PerSecond: 0.5, Burst: 2}
	}))
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

func TestALimiterThatCannotTellFailsTheRequest(t *testing.T) {
	t.Parallel()
	assert.Equal(t, http.StatusInternalServerError, call(t, guarded(t, broken{}), 0, requestinfo.Info{}).Code)
}

func TestARateOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	for _, rate := range []ratelimit.Rate{{}, {PerSecond: 1}, {Burst: 1}, {PerSecond: -1, Burst: 1}} {
		err := ratelimit.Guard([]httpx.Route{{}}, ratelimit.NewMemory(), func(httpx.Route) ratelimit.Rate { return rate })
		require.Error(t, err, rate)
	}
}
