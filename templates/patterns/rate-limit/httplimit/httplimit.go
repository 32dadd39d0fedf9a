// Package httplimit bounds how often callers may use a route.
package httplimit

import (
	"math"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Guard puts a limit before each of the routes: every caller has a bucket of its
// own a route.
func Guard(routes []httpx.Route, limiter ratelimit.Limiter, rateOf func(httpx.Route) ratelimit.Rate) error {
	for i, route := range routes {
		rate := rateOf(route)
		if err := rate.Check(); err != nil {
			return err
		}
		routes[i].Handler = guard(route, limiter, rate)
	}
	return nil
}

func guard(route httpx.Route, limiter ratelimit.Limiter, rate ratelimit.Rate) http.Handler {
	window := time.Duration(float64(rate.Burst) / rate.PerSecond * float64(time.Second))
	policy := `"route";q=` + strconv.Itoa(rate.Burst) + `;w=` + seconds(window)
	name := route.Method + " " + route.Path + " "
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		decision, err := limiter.Take(r.Context(), name+ratelimit.Caller(r.Context()), rate)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		w.Header().Set("RateLimit-Policy", policy)
		w.Header().Set("RateLimit", `"route";r=`+strconv.Itoa(decision.Remaining)+`;t=`+seconds(decision.Full))
		if !decision.Allowed {
			problem.Write(w, r, decision.Refused())
			return
		}
		route.Handler.ServeHTTP(w, r)
	})
}

func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
