// Package ratelimit bounds how often callers may use a route.
package ratelimit

import (
	"context"
	"errors"
	"math"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Rate is how often something may happen.
type Rate struct {
	// PerSecond is how often it may happen for long.
	PerSecond float64
	// Burst is how often it may happen at once, after a rest.
	Burst int
}

// Limiter counts.
type Limiter interface {
	// Take takes one of what the key may do at the rate, if there is one left.
	Take(ctx context.Context, key string, rate Rate) (Decision, error)
}

// Decision is the answer of a Limiter.
type Decision struct {
	// Allowed tells whether there was one left.
	Allowed bool
	// Remaining is how many are left now.
	Remaining int
	// Wait is the time until there is one again, where there was none.
	Wait time.Duration
	// Full is the time until all of Burst is there again.
	Full time.Duration
}

// errNoRate says that nothing could ever be taken.
var errNoRate = errors.New("RATE_LIMIT_PER_SECOND and RATE_LIMIT_BURST must be above zero")

// Guard puts a limit before each of the routes: every caller has a bucket of its
// own a route. Callers are known by their credentials, by their address otherwise.
func Guard(routes []httpx.Route, limiter Limiter, rateOf func(httpx.Route) Rate) error {
	for i, route := range routes {
		rate := rateOf(route)
		if rate.PerSecond <= 0 || rate.Burst < 1 {
			return errNoRate
		}
		routes[i].Handler = guard(route, limiter, rate)
	}
	return nil
}

func guard(route httpx.Route, limiter Limiter, rate Rate) http.Handler {
	window := time.Duration(float64(rate.Burst) / rate.PerSecond * float64(time.Second))
	policy := `"route";q=` + strconv.Itoa(rate.Burst) + `;w=` + seconds(window)
	name := route.Method + " " + route.Path + " "
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		decision, err := limiter.Take(r.Context(), name+caller(r), rate)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		w.Header().Set("RateLimit-Policy", policy)
		w.Header().Set("RateLimit", `"route";r=`+strconv.Itoa(decision.Remaining)+`;t=`+seconds(decision.Full))
		if !decision.Allowed {
			exhausted := fault.New(fault.Exhausted, "rate_limited", "This operation was called too often.")
			exhausted.RetryAfter = decision.Wait
			problem.Write(w, r, exhausted)
			return
		}
		route.Handler.ServeHTTP(w, r)
	})
}

func caller(r *http.Request) string {
	info := requestinfo.From(r.Context())
	if info.Caller != "" {
		return "caller " + info.Caller
	}
	return "address " + network(info.Client)
}

func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
