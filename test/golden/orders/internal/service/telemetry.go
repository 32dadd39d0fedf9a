package service

import (
	"context"
	"log/slog"

	"github.com/acme/orders/internal/platform/logging"
	"github.com/acme/orders/internal/platform/metrics"
)

// telemetry makes the service observable.
func (w *Wiring) telemetry(_ context.Context) error {
	level := new(slog.LevelVar)
	if err := level.UnmarshalText([]byte(w.Config.Log.Level)); err != nil {
		return err
	}
	w.Log = logging.New(w.Stdout, logging.Options{
		Service: w.Build.Name, Version: w.Build.Version, Level: level, Text: w.Config.Log.Format == "text",
	})
	w.AdminRoutes = append(w.AdminRoutes, logging.LevelRoutes(level)...)

	w.Metrics = metrics.NewRegistry()
	w.AdminRoutes = append(w.AdminRoutes, metrics.Route(w.Metrics))
	return nil
}
