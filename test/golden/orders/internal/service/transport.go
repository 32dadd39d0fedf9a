package service

import (
	"context"

	"github.com/acme/orders/api"
	"github.com/acme/orders/internal/platform/apidocs"
	"github.com/acme/orders/internal/platform/health"
	"github.com/acme/orders/internal/platform/httpmetrics"
	"github.com/acme/orders/internal/platform/lifecycle"
	"github.com/acme/orders/internal/platform/middleware"
	"github.com/acme/orders/internal/platform/router"
	"github.com/acme/orders/internal/platform/server"
	"github.com/acme/orders/internal/platform/settings"
)

// transport serves what the service offers.
func (w *Wiring) transport(ctx context.Context) error {
	contract, err := apidocs.Routes(w.Build.Name, api.Contract, w.Routes)
	if err != nil {
		return err
	}
	w.Routes = append(w.Routes, contract...)

	w.Middlewares = append(w.Middlewares, middleware.Standard(middleware.Options{
		Log: w.Log, Timeout: w.Config.HTTP.RequestTimeout, MaxBody: int64(w.Config.HTTP.MaxBody),
		TrustedProxies: settings.Prefixes(w.Config.HTTP.TrustedProxies),
		CORS:           middleware.CORS{Origins: w.Config.CORS.Origins, MaxAge: w.Config.CORS.MaxAge},
	})...)

	w.Middlewares = append(w.Middlewares, httpmetrics.Middleware(w.Metrics))

	w.Handler = router.New(w.Routes, w.Middlewares)

	probes := health.New(w.Checks, health.Options{Timeout: w.Config.Health.Timeout, MaxAge: w.Config.Health.MaxAge})
	w.AdminRoutes = append(w.AdminRoutes, probes.Routes(w.Log)...)
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Readiness, Name: "health", Stop: probes.Drain})

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
