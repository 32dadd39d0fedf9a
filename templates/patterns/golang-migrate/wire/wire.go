// Package wire holds the regions of golang-migrate.
package wire

import (
	"context"

	"github.com/jackc/pgx/v5/stdlib"

	"goldenpath.dev/patterns/golang-migrate/migrate"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/postgres-schema/migrations"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Schema makes readiness wait for the migrations.
//
//golden:region stage=stores
func Schema(_ context.Context, w *service.Wiring) error {
	schema, err := migrate.New(stdlib.OpenDBFromPool(w.Pool), migrations.Files, w.Log)
	if err != nil {
		return err
	}
	w.Checks = append(w.Checks, health.Check{Name: "schema", Hard: true, Run: schema.Check})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "schema", Stop: schema.Close})
	return nil
}
