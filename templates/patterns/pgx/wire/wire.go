// Package wire holds the regions of pgx.
package wire

import (
	"context"

	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/shutdown/service"
)

// database runs statements, in a transaction where there is one.
//
//golden:region stage=stores
func database(_ context.Context, w *service.Wiring) error {
	w.DB = pgdb.New(w.Pool, w.Config.Database.AcquireTimeout)
	w.Tx = w.DB
	return nil
}

// repository keeps sample things.
//
//golden:region stage=stores scope=resource
func repository(_ context.Context, w *service.Wiring) error {
	w.SampleThingRepository = postgres.NewSampleThingRepository(w.DB)
	return nil
}
