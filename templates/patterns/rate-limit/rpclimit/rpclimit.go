// Package rpclimit bounds how often callers may use a method.
package rpclimit

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

// Interceptor puts a limit before each method of the services: every caller has a
// bucket of its own a method. A stream takes one token, when it begins; however
// many messages it has, each waits until the one before is done. The lines of
// RATE_LIMIT_METHODS, such as "/parcels.parcel.v1.ParcelService/CreateParcel=5:10",
// say the rates of some methods; rateOf says those of the rest. Methods that it
// calls free, and those of no service, are not counted.
func Interceptor(
	services []rpc.Registration, limiter ratelimit.Limiter, rateOf func(rpc.Method) (rate ratelimit.Rate, free bool), lines []string,
) (rpc.Interceptor, error) {
	methods := rpc.NewMethods(services)
	rates, err := ratelimit.ReadTable("RATE_LIMIT_METHODS", lines, slices.Collect(maps.Keys(methods)))
	if err != nil {
		return rpc.Interceptor{}, err
	}
	for name, method := range methods {
		if _, ok := rates[name]; ok {
			continue
		}
		rate, free := rateOf(method)
		if free {
			continue
		}
		if err := rate.Check(); err != nil {
			return rpc.Interceptor{}, fmt.Errorf("rate of %s, by RATE_LIMIT_PER_SECOND and RATE_LIMIT_BURST or package ratelimits: %w", name, err)
		}
		rates[name] = rate
	}
	return rpc.Interceptor{Order: rpc.OrderLimit, Around: func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
		rate, counted := rates[call.Method]
		if !counted {
			return next(ctx)
		}
		decision, err := limiter.Take(ctx, call.Method+" "+ratelimit.Caller(ctx), rate)
		if err != nil {
			return err
		}
		if !decision.Allowed {
			return decision.Refused()
		}
		return next(ctx)
	}}, nil
}
