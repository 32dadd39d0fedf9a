// Package wire holds the regions of circuit-breaker.
package wire

import (
	"context"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/circuit-breaker/breakermetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Circuits stand before the calls to other services.
//
//golden:region stage=stores
func Circuits(_ context.Context, w *service.Wiring) error {
	w.Circuits = breaker.Protect(w.Upstreams.Callers(), breaker.Options{
		Percent: w.Config.Circuit.FailurePercent, Attempts: w.Config.Circuit.Attempts, Window: w.Config.Circuit.Window,
		Pause: w.Config.Circuit.Pause, Probes: w.Config.Circuit.Probes, Log: w.Log,
	})
	w.Checks = append(w.Checks, breaker.Checks(w.Circuits)...)
	return nil
}

// CircuitMetrics measures them where something measures.
//
//golden:region stage=stores
func CircuitMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(breakermetrics.New(w.Circuits)); err != nil {
		return err
	}
	return nil
}
