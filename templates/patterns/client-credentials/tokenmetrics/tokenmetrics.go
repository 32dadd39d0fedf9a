// Package tokenmetrics measures requests for tokens for Prometheus.
package tokenmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/client-credentials/clienttoken"
)

// Observe counts the requests for tokens, by the service that they are meant for
// and how they ended.
func Observe(registry prometheus.Registerer, tokens *clienttoken.Tokens) error {
	requests := prometheus.NewCounterVec(prometheus.CounterOpts{
		Name: "upstream_token_requests_total",
		Help: "Requests for tokens by how they ended.",
	}, []string{"upstream", "result"})
	if err := registry.Register(requests); err != nil {
		return err
	}
	tokens.Observe(func(service string, err error) {
		result := "ok"
		if err != nil {
			result = "failed"
		}
		requests.WithLabelValues(service, result).Inc()
	})
	return nil
}
