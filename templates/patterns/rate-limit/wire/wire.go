// Package wire holds the regions of rate-limit.
package wire

import (
	"context"

	"goldenpath.dev/patterns/rate-limit/httplimit"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rate-limit/ratelimits"
	"goldenpath.dev/patterns/rate-limit/rpclimit"
	"goldenpath.dev/patterns/shutdown/service"
)

// Limiter counts in the memory of this process.
//
//golden:region stage=stores
func Limiter(_ context.Context, w *service.Wiring) error {
	w.Limiter = ratelimit.NewMemory()
	return nil
}

// Limit bounds how often each caller may use a route.
//
//golden:region stage=transport
func Limit(_ context.Context, w *service.Wiring) error {
	usual := ratelimit.Rate{PerSecond: w.Config.RateLimit.PerSecond, Burst: w.Config.RateLimit.Burst}
	if err := httplimit.Guard(w.Routes, w.Limiter, ratelimits.Of(usual), w.Config.RateLimit.Routes); err != nil {
		return err
	}
	return nil
}

// LimitCalls bounds how often each caller may use a method.
//
//golden:region stage=transport
func LimitCalls(_ context.Context, w *service.Wiring) error {
	limit, err := rpclimit.Interceptor(w.RPCs, w.Limiter, ratelimits.OfMethod(ratelimit.Rate{
		PerSecond: w.Config.RateLimit.PerSecond, Burst: w.Config.RateLimit.Burst,
	}), w.Config.RateLimit.Methods)
	if err != nil {
		return err
	}
	w.Interceptors = append(w.Interceptors, limit)
	return nil
}
