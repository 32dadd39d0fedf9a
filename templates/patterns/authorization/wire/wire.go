// Package wire holds the regions of authorization.
package wire

import (
	"context"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/authorization/authpolicy"
	"goldenpath.dev/patterns/shutdown/service"
)

// Guard lets only those call a route who may.
//
//golden:region stage=transport
func Guard(_ context.Context, w *service.Wiring) error {
	if err := auth.Guard(w.Routes, authpolicy.Scope, w.Authenticators); err != nil {
		return err
	}
	return nil
}
