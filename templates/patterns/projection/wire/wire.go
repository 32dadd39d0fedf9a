// Package wire holds the regions of projection.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/projection/projected"
	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/projection/projectioncommand"
	"goldenpath.dev/patterns/projection/projectionmetrics"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Projection counts what there is, as events tell it.
//
//golden:region stage=stores
func Projection(_ context.Context, w *service.Wiring) error {
	w.Projection = projection.New(w.DB, w.Tx, w.Inbox, projection.Options{Retention: w.Config.Inbox.Retention, Log: w.Log})
	w.Checks = append(w.Checks, health.Check{Name: "projection", Run: w.Projection.Check})
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "projection", Run: w.Projection.Run})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Consumers, Name: "projection", Stop: w.Projection.Stop})
	return nil
}

// ProjectionMetrics measures the projection where something measures.
//
//golden:region stage=stores
func ProjectionMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(projectionmetrics.New(w.Projection.State)); err != nil {
		return err
	}
	return nil
}

// Projected feeds the projection with the events of sample things.
//
//golden:region stage=resources scope=resource
func Projected(_ context.Context, w *service.Wiring) error {
	w.Handlers = append(w.Handlers, w.Projection.Add(projected.SampleThing))
	return nil
}

// Counts offers what is counted.
//
//golden:region stage=resources
func Counts(_ context.Context, w *service.Wiring) error {
	w.Routes = append(w.Routes, w.Projection.Routes()...)
	return nil
}

// ProjectionCommand has it built again on the command line.
//
//golden:region stage=commands
func ProjectionCommand(_ context.Context, w *service.Wiring) error {
	w.Commands = append(w.Commands, projectioncommand.New())
	return nil
}
