// Package wire holds the regions of middleware.
package wire

import (
	"context"

	"goldenpath.dev/patterns/bounded-contexts/settings"
	"goldenpath.dev/patterns/metrics/httpmetrics"
	"goldenpath.dev/patterns/middleware/middleware"
	"goldenpath.dev/patterns/shutdown/service"
)

// Middlewares are what every request passes.
//
//golden:region stage=transport
func Middlewares(_ context.Context, w *service.Wiring) error {
	w.Middlewares = append(w.Middlewares, middleware.Standard(middleware.Options{
		Log: w.Log, Timeout: w.Config.HTTP.RequestTimeout, MaxBody: int64(w.Config.HTTP.MaxBody),
		TrustedProxies: settings.Prefixes(w.Config.HTTP.TrustedProxies),
		CORS:           middleware.CORS{Origins: w.Config.CORS.Origins, MaxAge: w.Config.CORS.MaxAge},
	})...)
	return nil
}

// RequestMetrics counts requests where something measures.
//
//golden:region stage=transport
func RequestMetrics(_ context.Context, w *service.Wiring) error {
	w.Middlewares = append(w.Middlewares, httpmetrics.Middleware(w.Metrics))
	return nil
}
