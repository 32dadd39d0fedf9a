// Package wire holds the regions of metrics.
package wire

import (
	"context"

	"goldenpath.dev/patterns/metrics/metrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Registry makes the registry and serves it.
//
//golden:region stage=telemetry
func Registry(_ context.Context, w *service.Wiring) error {
	w.Metrics = metrics.NewRegistry()
	w.AdminRoutes = append(w.AdminRoutes, metrics.Route(w.Metrics))
	return nil
}
