// Package wire holds the regions of idempotency.
package wire

import (
	"context"

	"goldenpath.dev/patterns/idempotency/httpidempotency"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/idempotency/rpcidempotency"
	"goldenpath.dev/patterns/shutdown/service"
)

// Repeat answers repeated requests as the first of them.
//
//golden:region stage=transport
func Repeat(_ context.Context, w *service.Wiring) error {
	httpidempotency.Guard(w.Routes, idempotency.NewKeeper(w.Tx, w.DB, w.Config.Idempotency.Retention))
	return nil
}

// RepeatCalls answers repeated calls as the first of them.
//
//golden:region stage=transport
func RepeatCalls(_ context.Context, w *service.Wiring) error {
	if err := rpcidempotency.Guard(w.RPCs, idempotency.NewKeeper(w.Tx, w.DB, w.Config.Idempotency.Retention)); err != nil {
		return err
	}
	return nil
}
