// Package wire holds the regions of api-keys.
package wire

import (
	"context"

	"goldenpath.dev/patterns/api-keys/keyauth"
	"goldenpath.dev/patterns/api-keys/keycommand"
	"goldenpath.dev/patterns/shutdown/service"
)

// Keys knows callers by the keys that they were given.
//
//golden:region stage=resources
func Keys(_ context.Context, w *service.Wiring) error {
	w.Authenticators = append(w.Authenticators, keyauth.New(keyauth.NewStore(w.Pool), w.Config.APIKeys.MaxAge))
	return nil
}

// KeyCommand manages them on the command line.
//
//golden:region stage=commands
func KeyCommand(_ context.Context, w *service.Wiring) error {
	w.Commands = append(w.Commands, keycommand.New())
	return nil
}
