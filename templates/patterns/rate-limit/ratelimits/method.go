package ratelimits

import (
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

// OfMethod returns how often a caller may use a method: usual is what the settings
// say. Methods that cost more than others get less here; what RATE_LIMIT_METHODS
// says of a method goes before it. Free ones are not counted: a balancer that is
// refused its question for the health takes it for an answer.
func OfMethod(usual ratelimit.Rate) func(rpc.Method) (rate ratelimit.Rate, free bool) {
	return func(method rpc.Method) (ratelimit.Rate, bool) {
		return usual, method.Service == "grpc.health.v1.Health"
	}
}
