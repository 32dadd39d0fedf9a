// Package httplimit bounds how often callers may use a route.
package httplimit

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Guard puts a limit before each of the routes: every caller has a bucket of its
// own a route. The lines of RATE_LIMIT_ROUTES, such as
// "POST /api/v1/parcels=5:10", say the rates of some; rateOf says those of the rest.
func Guard(routes []httpx.Route, limiter ratelimit.Limiter, rateOf func(httpx.Route) ratelimit.Rate, lines []string) error {
	names := make([]string, len(routes))
	for i, route := range routes {
		names[i] = route.Method + " " + route.Path
	}
	table, err := ratelimit.ReadTable("RATE_LIMIT_ROUTES", lines, names)
	if err != nil {
		return err
	}
	for i, route := range routes {
		rate, ok := table[names[i]]
		if !ok {
			rate = rateOf(route)
		}
		if err := rate.Check(); err != nil {
			return fmt.Errorf("rate of %s, by RATE_LIMIT_PER_SECOND and RATE_LIMIT_BURST or package ratelimits: %w", names[i], err)
		}
		routes[i].Handler = guard(route.Handler, names[i], limiter, rate)
	}
	return nil
}

func guard(next http.Handler, name string, limiter ratelimit.Limiter, rate ratelimit.Rate) http.Handler {
	window := time.Duration(float64(rate.Burst) / rate.PerSecond * float64(time.Second))
	policy := `"route";q=` + strconv.Itoa(rate.Burst) + `;w=` + seconds(window)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		decision, err := limiter.Take(r.Context(), name+" "+ratelimit.Caller(r.Context()), rate)
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
		next.ServeHTTP(w, r)
	})
}

func seconds(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
