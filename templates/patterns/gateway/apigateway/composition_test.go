package apigateway_test

import (
	"context"

	chi "goldenpath.dev/patterns/chi/wire"
	apigateway "goldenpath.dev/patterns/gateway/wire"
	health "goldenpath.dev/patterns/health/wire"
	logging "goldenpath.dev/patterns/logging/wire"
	metrics "goldenpath.dev/patterns/metrics/wire"
	middleware "goldenpath.dev/patterns/middleware/wire"
	"goldenpath.dev/patterns/shutdown/service"
	shutdown "goldenpath.dev/patterns/shutdown/wire"
)

// The stages of this module are empty; its regions are put into them here.
func init() {
	stages := func(regions ...func(context.Context, *service.Wiring) error) []service.Stage {
		made := make([]service.Stage, len(regions))
		for i, region := range regions {
			made[i] = func(w *service.Wiring, ctx context.Context) error { return region(ctx, w) }
		}
		return made
	}
	service.Compose(stages(shutdown.Version), stages(
		logging.Logger, metrics.Registry, apigateway.Proxies, apigateway.Published, apigateway.PublishedContract,
		middleware.Middlewares, middleware.RequestMetrics, chi.Handler, health.Probes, shutdown.API, shutdown.Admin,
	))
}
