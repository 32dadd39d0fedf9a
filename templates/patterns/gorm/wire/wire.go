// Package wire holds the regions of gorm.
package wire

import (
	"context"

	"goldenpath.dev/patterns/gorm/postgres"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/shutdown/service"
)

// Database runs statements, in a transaction where there is one.
//
//golden:region stage=stores
func Database(_ context.Context, w *service.Wiring) error {
	w.DB = pgdb.New(w.Pool, w.Config.Database.AcquireTimeout)
	w.Tx = w.DB
	return nil
}

// Repository keeps sample things.
//
//golden:region stage=stores scope=resource
func Repository(_ context.Context, w *service.Wiring) error {
	w.SampleThingRepository = postgres.NewSampleThingRepository(w.DB)
	return nil
}
