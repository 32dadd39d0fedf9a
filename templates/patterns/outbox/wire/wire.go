// Package wire holds the regions of outbox.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/outbox/outboxmetrics"
	"goldenpath.dev/patterns/outbox/recorded"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Outbox publishes what transactions record. At shutdown it goes on for as long as
// requests do, so it stops with the producers.
//
//golden:region stage=stores
func Outbox(_ context.Context, w *service.Wiring) error {
	w.Recorder = outbox.NewRecorder(w.DB)
	w.Relay = outbox.NewRelay(w.Pool, w.Publisher, outbox.Options{
		Source: w.Build.Name, Interval: w.Config.Outbox.Interval, Retention: w.Config.Outbox.Retention, Log: w.Log,
	})
	w.Checks = append(w.Checks, health.Check{Name: "outbox", Run: w.Relay.Check})
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "outbox", Run: w.Relay.Run})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Producers, Name: "outbox", Stop: w.Relay.Stop})
	return nil
}

// OutboxMetrics measures the outbox where something measures.
//
//golden:region stage=stores
func OutboxMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(outboxmetrics.New(w.Relay.State)); err != nil {
		return err
	}
	return nil
}

// RecordedTransactions know the request that they are for.
//
//golden:region stage=stores
func RecordedTransactions(_ context.Context, w *service.Wiring) error {
	w.Tx = outbox.NewTransactor(w.Tx, w.DB)
	return nil
}

// RecordedRepository writes sample things in such transactions.
//
//golden:region stage=stores scope=resource
func RecordedRepository(_ context.Context, w *service.Wiring) error {
	w.SampleThingRepository = recorded.NewSampleThingRepository(w.SampleThingRepository, w.Tx)
	return nil
}
