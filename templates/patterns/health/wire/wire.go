// Package wire holds the regions of health.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Probes answer whether the service is alive and ready.
//
//golden:region stage=transport
func Probes(_ context.Context, w *service.Wiring) error {
	probes := health.New(w.Checks, health.Options{Timeout: w.Config.Health.Timeout, MaxAge: w.Config.Health.MaxAge})
	w.AdminRoutes = append(w.AdminRoutes, probes.Routes(w.Log)...)
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Readiness, Name: "health", Stop: probes.Drain})
	return nil
}
