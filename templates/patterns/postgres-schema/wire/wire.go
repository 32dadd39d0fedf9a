// Package wire holds the regions of postgres-schema.
package wire

import (
	"context"

	"goldenpath.dev/patterns/postgres-schema/migratecommand"
	"goldenpath.dev/patterns/shutdown/service"
)

// Migrate changes the schema on the command line.
//
//golden:region stage=commands
func Migrate(_ context.Context, w *service.Wiring) error {
	w.Commands = append(w.Commands, migratecommand.New(w.Build.Name, w.Build.Version))
	return nil
}
