package service

import (
	"context"

	"github.com/jackc/pgx/v5/stdlib"

	"github.com/acme/orders/internal/platform/health"
	"github.com/acme/orders/internal/platform/lifecycle"
	"github.com/acme/orders/internal/platform/migrate"
	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/platform/pgmetrics"
	"github.com/acme/orders/internal/platform/pgpool"
	"github.com/acme/orders/internal/postgres"
	"github.com/acme/orders/migrations"
)

// stores opens what keeps the service's data.
func (w *Wiring) stores(ctx context.Context) error {
	pool, err := pgpool.Open(ctx, pgpool.Options{
		URL: w.Config.Database.URL.Reveal(), Application: w.Build.Name,
		ServerLimit: w.Config.Database.ConnectionLimit, Replicas: w.Config.Database.Replicas,
		ConnectTimeout: w.Config.Database.ConnectTimeout, IdleTime: w.Config.Database.IdleTime,
		Lifetime: w.Config.Database.Lifetime, LifetimeJitter: w.Config.Database.LifetimeJitter,
		StatementTimeout: w.Config.Database.StatementTimeout, StatementCache: w.Config.Database.StatementCache,
	})
	if err != nil {
		return err
	}
	w.Pool = pool
	w.Checks = append(w.Checks, health.Check{Name: "postgres", Hard: true, Run: pgpool.Check(pool)})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "postgres", Stop: pgpool.Close(pool)})

	if err := w.Metrics.Register(pgmetrics.New(w.Pool)); err != nil {
		return err
	}

	w.DB = pgdb.New(w.Pool, w.Config.Database.AcquireTimeout)
	w.Tx = w.DB

	w.CustomerRepository = postgres.NewCustomerRepository(w.DB)

	w.OrderRepository = postgres.NewOrderRepository(w.DB)

	schema, err := migrate.New(stdlib.OpenDBFromPool(w.Pool), migrations.Files, w.Log)
	if err != nil {
		return err
	}
	w.Checks = append(w.Checks, health.Check{Name: "schema", Hard: true, Run: schema.Check})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "schema", Stop: schema.Close})
	return nil
}
