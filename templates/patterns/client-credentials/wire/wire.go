// Package wire holds the regions of client-credentials.
package wire

import (
	"context"

	"goldenpath.dev/patterns/client-credentials/clienttoken"
	"goldenpath.dev/patterns/client-credentials/tokenmetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Credentials are those of this service where it calls others.
//
//golden:region stage=stores
func Credentials(_ context.Context, w *service.Wiring) error {
	tokens, err := clienttoken.Authorize(w.Upstreams.Callers(), clienttoken.Options{
		TokenURL: w.Config.OAuth.TokenURL, ClientID: w.Config.OAuth.ClientID, Timeout: w.Config.OAuth.Timeout,
		Secret: w.Config.OAuth.ClientSecret.Reveal(), SecretFile: w.Config.OAuth.ClientSecretFile,
		Authentication: w.Config.OAuth.ClientAuthentication, Scopes: w.Config.OAuth.Scopes,
		AudienceParameter: w.Config.OAuth.AudienceParameter, Audiences: w.Config.OAuth.Audiences,
	})
	if err != nil {
		return err
	}
	w.Tokens = tokens
	return nil
}

// TokenMetrics measures them where something measures.
//
//golden:region stage=stores
func TokenMetrics(_ context.Context, w *service.Wiring) error {
	if err := tokenmetrics.Observe(w.Metrics, w.Tokens); err != nil {
		return err
	}
	return nil
}
