// Package rpclimit bounds how often callers may use a method.
package rpclimit

import (
	"context"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

// Interceptor puts a limit before each method of the services: every caller has a
// bucket of its own a method. A stream takes one token, when it begins; however
// many messages it has, each waits until the one before is done. Methods that
// rateOf calls free, and those of no service, are not counted.
func Interceptor(services []rpc.Registration, limiter ratelimit.Limiter, rateOf func(rpc.Method) (rate ratelimit.Rate, free bool)) (rpc.Interceptor, error) {
	rates := map[string]ratelimit.Rate{}
	for name, method := range rpc.NewMethods(services) {
		rate, free := rateOf(method)
		if free {
			continue
		}
		if err := rate.Check(); err != nil {
			return rpc.Interceptor{}, err
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
