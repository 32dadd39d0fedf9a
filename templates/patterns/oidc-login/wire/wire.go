// Package wire holds the regions of oidc-login.
package wire

import (
	"context"

	"goldenpath.dev/patterns/jwt/jwt"
	"goldenpath.dev/patterns/oidc-login/loginmetrics"
	"goldenpath.dev/patterns/oidc-login/oidclogin"
	"goldenpath.dev/patterns/shutdown/service"
)

// Login is where people log in.
//
//golden:region stage=resources
func Login(_ context.Context, w *service.Wiring) error {
	login, err := oidclogin.New(oidclogin.Options{
		Tokens: jwt.Options{
			Issuer: w.Config.Auth.Issuer, Audience: w.Config.Auth.Audience, KeysURL: w.Config.Auth.KeysURL,
			Algorithms: w.Config.Auth.Algorithms, Skew: w.Config.Auth.ClockSkew, KeysMaxAge: w.Config.Auth.KeysMaxAge,
		},
		PublicURL: w.Config.Login.PublicURL, AfterLogout: w.Config.Login.AfterLogout, Timeout: w.Config.Login.Timeout,
		ClientID: w.Config.Login.ClientID, Secret: w.Config.Login.ClientSecret.Reveal(), SecretFile: w.Config.Login.ClientSecretFile,
		Authentication: w.Config.Login.ClientAuthentication, Scopes: w.Config.Login.Scopes,
		AudienceParameter: w.Config.Login.AudienceParameter, Keys: w.Config.Login.Keys.Reveal(), KeysFile: w.Config.Login.KeysFile,
		Lifetime: w.Config.Login.Lifetime, IdleTimeout: w.Config.Login.IdleTimeout, Log: w.Log,
	})
	if err != nil {
		return err
	}
	w.Login = login
	w.Routes = append(w.Routes, login.Routes()...)
	return nil
}

// LoginMetrics measures logins where something measures.
//
//golden:region stage=resources
func LoginMetrics(_ context.Context, w *service.Wiring) error {
	if err := loginmetrics.Observe(w.Metrics, w.Login); err != nil {
		return err
	}
	return nil
}

// Sessions lets those call who have logged in.
//
//golden:region stage=transport
func Sessions(_ context.Context, w *service.Wiring) error {
	w.Login.Know(w.Routes, w.Authenticators)
	return nil
}
