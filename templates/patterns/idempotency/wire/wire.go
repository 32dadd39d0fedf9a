// Package wire holds the regions of idempotency.
package wire

import (
	"context"

	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/shutdown/service"
)

// Repeat answers repeated requests as the first of them.
//
//golden:region stage=transport
func Repeat(_ context.Context, w *service.Wiring) error {
	if err := idempotency.Guard(w.Routes, w.Tx, w.DB, w.Config.Idempotency.Retention); err != nil {
		return err
	}
	return nil
}
