// Package wire holds the regions of cache-aside.
package wire

import (
	"cmp"
	"context"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/cache-aside/cached"
	"goldenpath.dev/patterns/cache-aside/cachemetrics"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Cache remembers in Redis.
//
//golden:region stage=stores
func Cache(_ context.Context, w *service.Wiring) error {
	w.Cache = cache.Open(w.Redis, cache.Options{
		Prefix: cmp.Or(w.Config.Redis.Prefix, w.Build.Name) + ":cache", TTL: w.Config.Cache.TTL, AbsentTTL: w.Config.Cache.AbsentTTL,
		Settle: 4 * w.Config.Database.StatementTimeout, Log: w.Log,
	})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Telemetry, Name: "cache", Stop: w.Cache.Stop})
	return nil
}

// CacheMetrics measures the cache where something measures.
//
//golden:region stage=stores
func CacheMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(cachemetrics.New(w.Cache)); err != nil {
		return err
	}
	return nil
}

// CachedTransactions tell the cache of commits.
//
//golden:region stage=stores
func CachedTransactions(_ context.Context, w *service.Wiring) error {
	w.Tx = cache.NewTransactor(w.Tx, pgdb.Joins, w.Cache)
	return nil
}

// CachedRepository puts the cache before the repository of sample things.
//
//golden:region stage=stores scope=resource
func CachedRepository(_ context.Context, w *service.Wiring) error {
	w.SampleThingRepository = cached.NewSampleThingRepository(w.SampleThingRepository, w.Tx, w.Cache)
	return nil
}
