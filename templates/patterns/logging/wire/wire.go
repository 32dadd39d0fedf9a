// Package wire holds the regions of logging.
package wire

import (
	"context"
	"log/slog"

	"goldenpath.dev/patterns/logging/logging"
	"goldenpath.dev/patterns/shutdown/service"
)

// Logger makes the logger, and the route that changes its level.
//
//golden:region stage=telemetry
func Logger(_ context.Context, w *service.Wiring) error {
	level := new(slog.LevelVar)
	if err := level.UnmarshalText([]byte(w.Config.Log.Level)); err != nil {
		return err
	}
	w.Log = logging.New(w.Stdout, logging.Options{
		Service: w.Build.Name, Version: w.Build.Version, Level: level, Text: w.Config.Log.Format == "text",
	})
	w.AdminRoutes = append(w.AdminRoutes, logging.LevelRoutes(level)...)
	return nil
}
