// Package composition makes a service of this module's regions, so that its
// tests run the whole of it. No service gets this package.
package composition

import (
	"context"

	apiversions "goldenpath.dev/patterns/api-versions/wire"
	batches "goldenpath.dev/patterns/batches/wire"
	chi "goldenpath.dev/patterns/chi/wire"
	goose "goldenpath.dev/patterns/goose/wire"
	grpc "goldenpath.dev/patterns/grpc/wire"
	health "goldenpath.dev/patterns/health/wire"
	idempotency "goldenpath.dev/patterns/idempotency/wire"
	logging "goldenpath.dev/patterns/logging/wire"
	metrics "goldenpath.dev/patterns/metrics/wire"
	middleware "goldenpath.dev/patterns/middleware/wire"
	nats "goldenpath.dev/patterns/nats/wire"
	outbox "goldenpath.dev/patterns/outbox/wire"
	pgx "goldenpath.dev/patterns/pgx/wire"
	pool "goldenpath.dev/patterns/postgres-pool/wire"
	postgresschema "goldenpath.dev/patterns/postgres-schema/wire"
	contract "goldenpath.dev/patterns/rest-contract/wire"
	layer "goldenpath.dev/patterns/service-layer/wire"
	"goldenpath.dev/patterns/shutdown/service"
	shutdown "goldenpath.dev/patterns/shutdown/wire"
	watch "goldenpath.dev/patterns/watch/wire"
)

func init() {
	service.Compose(
		stages(postgresschema.Migrate, shutdown.Version),
		stages(
			logging.Logger, metrics.Registry,
			pool.Pool, pool.PoolMetrics, pgx.Database, pgx.Repository, goose.Schema,
			nats.Broker, nats.Feed, nats.BrokerMetrics, watch.Watches, watch.WatchMetrics,
			outbox.Outbox, outbox.OutboxMetrics, outbox.RecordedTransactions, outbox.RecordedRepository,
			layer.UseCases, contract.Routes, batches.Batches, batches.BatchRoutes, apiversions.Successors, apiversions.BatchSuccessors,
			grpc.Register, batches.BatchImports, watch.Watch,
			contract.Contract, idempotency.Repeat, apiversions.Deprecate, apiversions.VersionMetrics, middleware.Middlewares,
			middleware.RequestMetrics, chi.Handler, health.Probes,
			grpc.Interceptors, grpc.CallMetrics, grpc.RPCHealth, idempotency.RepeatCalls, grpc.RPCServer,
			shutdown.API, shutdown.Admin,
		),
	)
}

func stages(regions ...func(context.Context, *service.Wiring) error) []service.Stage {
	made := make([]service.Stage, len(regions))
	for i, region := range regions {
		made[i] = func(w *service.Wiring, ctx context.Context) error { return region(ctx, w) }
	}
	return made
}
