package pgdb

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// Attempt runs work as a part of the transaction of ctx that fails alone: what
// work did is undone and the transaction goes on. Without a transaction it is
// InTx.
func (d *DB) Attempt(ctx context.Context, work func(ctx context.Context) error) error {
	tx, ok := ctx.Value(txKey{}).(pgx.Tx)
	if !ok {
		return d.InTx(ctx, work)
	}
	var failure error
	err := pgx.BeginFunc(ctx, tx, func(attempt pgx.Tx) error {
		failure = work(context.WithValue(ctx, txKey{}, attempt))
		return failure
	})
	if failure != nil {
		return failure
	}
	return classify(err)
}
