// Package wire holds the regions of transactions.
package wire

import (
	"context"

	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/transactions/unitofwork"
)

// UnitOfWork runs transactions again that gave way to others.
//
//golden:region stage=stores
func UnitOfWork(_ context.Context, w *service.Wiring) error {
	w.Tx = unitofwork.New(w.DB, unitofwork.Options{
		Isolation: pgx.TxIsoLevel(w.Config.Transaction.Isolation),
		Attempts:  w.Config.Transaction.Attempts,
		Log:       w.Log,
	})
	return nil
}
