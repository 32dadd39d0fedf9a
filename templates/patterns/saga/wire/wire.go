// Package wire holds the regions of saga.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/saga/saga"
	"goldenpath.dev/patterns/saga/sagametrics"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Sagas works on what no transaction can hold together.
//
//golden:region stage=stores
func Sagas(_ context.Context, w *service.Wiring) error {
	w.Sagas = saga.New(w.DB, saga.Options{
		Workers: w.Config.Saga.Workers, Interval: w.Config.Saga.Interval, StepTimeout: w.Config.Saga.StepTimeout,
		Attempts: w.Config.Saga.Attempts, Backoff: w.Config.Saga.Backoff, Retention: w.Config.Saga.Retention, Log: w.Log,
	})
	w.Checks = append(w.Checks, health.Check{Name: "sagas", Run: w.Sagas.Check})
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "sagas", Run: w.Sagas.Run})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Consumers, Name: "sagas", Stop: w.Sagas.Stop})
	w.AdminRoutes = append(w.AdminRoutes, w.Sagas.Routes()...)
	return nil
}

// SagaMetrics measures sagas where something measures.
//
//golden:region stage=stores
func SagaMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(sagametrics.New(w.Sagas.State)); err != nil {
		return err
	}
	return nil
}
