// Package wire holds the regions of echo.
package wire

import (
	"context"

	"goldenpath.dev/patterns/echo/router"
	"goldenpath.dev/patterns/shutdown/service"
)

// Handler routes requests to operations.
//
//golden:region stage=transport
func Handler(_ context.Context, w *service.Wiring) error {
	w.Handler = router.New(w.Routes, w.Middlewares)
	return nil
}
