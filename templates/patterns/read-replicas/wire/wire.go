// Package wire holds the regions of read-replicas.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/read-replicas/replicametrics"
	"goldenpath.dev/patterns/read-replicas/replicas"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Replicas opens a pool for each copy of the database.
//
//golden:region stage=stores
func Replicas(ctx context.Context, w *service.Wiring) error {
	set, err := replica.Open(ctx, w.Pool, replica.Options{
		URLs: w.Config.Replica.URLs.Reveal(), MaxLag: w.Config.Replica.MaxLag, Wait: w.Config.Replica.Wait,
		AcquireTimeout: w.Config.Database.AcquireTimeout, Log: w.Log,
	})
	if err != nil {
		return err
	}
	w.Replicas = set
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "replicas", Run: set.Watch})
	w.Checks = append(w.Checks, health.Check{Name: "replicas", Run: set.Check})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "replicas", Stop: set.Close})
	return nil
}

// ReplicaMetrics measures the copies where something measures.
//
//golden:region stage=stores
func ReplicaMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(replicametrics.New(w.Replicas)); err != nil {
		return err
	}
	return nil
}

// ReplicaRepository reads sample things from copies, where that is allowed.
//
//golden:region stage=stores scope=resource
func ReplicaRepository(_ context.Context, w *service.Wiring) error {
	w.SampleThingRepository = replicas.NewSampleThingRepository(w.Replicas, w.SampleThingRepository,
		func(db *pgdb.DB) samplething.Repository { return postgres.NewSampleThingRepository(db) })
	return nil
}

// ReadAfter lets clients read what they have written.
//
//golden:region stage=transport
func ReadAfter(_ context.Context, w *service.Wiring) error {
	w.Middlewares = append(w.Middlewares, httpx.Middleware{Order: httpx.OrderReading, Wrap: w.Replicas.Middleware})
	return nil
}

// ReadAfterCalls lets callers read what they have written.
//
//golden:region stage=transport
func ReadAfterCalls(_ context.Context, w *service.Wiring) error {
	w.Interceptors = append(w.Interceptors, w.Replicas.Interceptor())
	return nil
}
