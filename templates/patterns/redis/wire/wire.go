// Package wire holds the regions of redis.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/redis/redismetrics"
	"goldenpath.dev/patterns/redis/redispool"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Redis opens the connections to Redis. Without it the service is slower, not
// broken, so its check keeps no request away.
//
//golden:region stage=stores
func Redis(_ context.Context, w *service.Wiring) error {
	redisClient, err := redispool.Open(redispool.Options{
		URL: w.Config.Redis.URL.Reveal(), Mode: w.Config.Redis.Mode, Application: w.Build.Name,
		Size: w.Config.Redis.PoolSize, Timeout: w.Config.Redis.Timeout,
	})
	if err != nil {
		return err
	}
	w.Redis = redisClient
	w.Checks = append(w.Checks, health.Check{Name: "redis", Run: redispool.Check(redisClient)})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "redis", Stop: redispool.Close(redisClient)})
	return nil
}

// RedisMetrics measures the connections where something measures.
//
//golden:region stage=stores
func RedisMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(redismetrics.New(w.Redis)); err != nil {
		return err
	}
	return nil
}
