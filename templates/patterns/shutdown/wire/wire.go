// Package wire holds the regions of shutdown.
package wire

import (
	"context"

	"goldenpath.dev/patterns/chi/router"
	"goldenpath.dev/patterns/shutdown/cli"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/server"
	"goldenpath.dev/patterns/shutdown/service"
)

// Version tells which version it is on the command line.
//
//golden:region stage=commands
func Version(_ context.Context, w *service.Wiring) error {
	w.Commands = append(w.Commands, cli.Version(w.Build.Name, w.Build.Version))
	return nil
}

// API serves clients.
//
//golden:region stage=transport
func API(ctx context.Context, w *service.Wiring) error {
	serving, err := server.Listen(ctx, server.Options{
		Name: "api", Address: w.Config.HTTP.Address, Handler: w.Handler, Log: w.Log,
		HeaderTimeout: w.Config.HTTP.HeaderTimeout, ReadTimeout: w.Config.HTTP.ReadTimeout,
		WriteTimeout: w.Config.HTTP.WriteTimeout, IdleTimeout: w.Config.HTTP.IdleTimeout,
	})
	if err != nil {
		return err
	}
	w.Runners = append(w.Runners, serving.Runner())
	w.Hooks = append(w.Hooks, serving.Hooks(lifecycle.Servers)...)
	return nil
}

// Admin serves probes and measurements, on a port of its own.
//
//golden:region stage=transport
func Admin(ctx context.Context, w *service.Wiring) error {
	admin, err := server.Listen(ctx, server.Options{
		Name: "admin", Address: w.Config.Admin.Address, Handler: router.New(w.AdminRoutes, nil), Log: w.Log,
		HeaderTimeout: w.Config.HTTP.HeaderTimeout, ReadTimeout: w.Config.HTTP.ReadTimeout,
		WriteTimeout: w.Config.HTTP.WriteTimeout, IdleTimeout: w.Config.HTTP.IdleTimeout,
	})
	if err != nil {
		return err
	}
	w.Runners = append(w.Runners, admin.Runner())
	w.Hooks = append(w.Hooks, admin.Hooks(lifecycle.Telemetry)...)
	return nil
}
