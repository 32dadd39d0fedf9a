// Package wire holds the regions of jwt.
package wire

import (
	"context"

	"goldenpath.dev/patterns/jwt/jwt"
	"goldenpath.dev/patterns/shutdown/service"
)

// Tokens knows callers by the tokens of an issuer.
//
//golden:region stage=resources
func Tokens(_ context.Context, w *service.Wiring) error {
	tokens, err := jwt.New(jwt.Options{
		Issuer: w.Config.Auth.Issuer, Audience: w.Config.Auth.Audience, KeysURL: w.Config.Auth.KeysURL,
		Algorithms: w.Config.Auth.Algorithms, RolesClaim: w.Config.Auth.RolesClaim, Skew: w.Config.Auth.ClockSkew, KeysMaxAge: w.Config.Auth.KeysMaxAge,
	})
	if err != nil {
		return err
	}
	w.Authenticators = append(w.Authenticators, tokens)
	return nil
}
