// Package wire holds the regions of postgres-pool.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/postgres-pool/pgmetrics"
	"goldenpath.dev/patterns/postgres-pool/pgpool"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Pool opens the connections that all access shares.
//
//golden:region stage=stores
func Pool(ctx context.Context, w *service.Wiring) error {
	pool, err := pgpool.Open(ctx, pgpool.Options{
		URL: w.Config.Database.URL.Reveal(), Application: w.Build.Name,
		ServerLimit: w.Config.Database.ConnectionLimit, Replicas: w.Config.Database.Replicas,
		ConnectTimeout: w.Config.Database.ConnectTimeout, IdleTime: w.Config.Database.IdleTime,
		Lifetime: w.Config.Database.Lifetime, LifetimeJitter: w.Config.Database.LifetimeJitter,
		StatementTimeout: w.Config.Database.StatementTimeout, StatementCache: w.Config.Database.StatementCache,
	})
	if err != nil {
		return err
	}
	w.Pool = pool
	w.Checks = append(w.Checks, health.Check{Name: "postgres", Hard: true, Run: pgpool.Check(pool)})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "postgres", Stop: pgpool.Close(pool)})
	return nil
}

// PoolMetrics measures the pool where something measures.
//
//golden:region stage=stores
func PoolMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(pgmetrics.New(w.Pool)); err != nil {
		return err
	}
	return nil
}
