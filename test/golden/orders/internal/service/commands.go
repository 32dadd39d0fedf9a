package service

import (
	"context"

	"github.com/acme/orders/internal/platform/cli"
	"github.com/acme/orders/internal/service/migratecommand"
)

// commands adds what the service does beside serving. Settings are not read yet.
func (w *Wiring) commands(_ context.Context) error {
	w.Commands = append(w.Commands, migratecommand.New(w.Build.Name, w.Build.Version))

	w.Commands = append(w.Commands, cli.Version(w.Build.Name, w.Build.Version))
	return nil
}
