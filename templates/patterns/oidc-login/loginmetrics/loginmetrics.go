// Package loginmetrics measures logins and sessions for Prometheus.
package loginmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/oidc-login/oidclogin"
)

// Observe counts what the provider is asked for, and how that ended.
func Observe(registry prometheus.Registerer, login *oidclogin.Login) error {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "login_requests_total",
		Help: "Logins, renewals of sessions and logouts at the provider by how they ended.",
	}, []string{"request", "result"})
	if err := registry.Register(requests); err != nil {
		return err
	}
	login.Observe(func(asking string, err error) { requests.WithLabelValues(asking, resultOf(err)).Inc() })
	return nil
}

func resultOf(err error) string {
	switch {
	case err == nil:
		return "ok"
	case oidclogin.IsRefusal(err):
		return "refused"
	}
	return "failed"
}
