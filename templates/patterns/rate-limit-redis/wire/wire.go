// Package wire holds the regions of rate-limit-redis.
package wire

import (
	"cmp"
	"context"

	"goldenpath.dev/patterns/rate-limit-redis/redislimit"
	"goldenpath.dev/patterns/shutdown/service"
)

// SharedLimiter counts for all replicas together.
//
//golden:region stage=stores
func SharedLimiter(_ context.Context, w *service.Wiring) error {
	w.Limiter = redislimit.New(w.Redis, w.Limiter, redislimit.Options{
		Prefix: cmp.Or(w.Config.Redis.Prefix, w.Build.Name) + ":rate", Away: w.Config.RateLimit.WithoutRedis, Log: w.Log,
	})
	return nil
}
