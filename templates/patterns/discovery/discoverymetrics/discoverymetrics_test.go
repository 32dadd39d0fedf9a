package discoverymetrics_test

import (
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/discovery/discovery"
	"goldenpath.dev/patterns/discovery/discoverymetrics"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// refused is a connection to a service where nobody listens.
type refused struct {
	caller *calling.Caller
	sends  http.RoundTripper
}

func (r *refused) Caller() *calling.Caller { return r.caller }
func (r *refused) Close() error            { return nil }

func (r *refused) Route(route func(url.URL, http.RoundTripper) http.RoundTripper) {
	r.sends = route(url.URL{Scheme: "http", Host: "parcels"}, http.DefaultTransport)
}

func TestAddressesAreMeasured(t *testing.T) {
	t.Parallel()
	connection := &refused{caller: calling.New(calling.Options{Name: "parcels", Concurrency: 1})}
	services, err := discovery.Route([]calling.Connection{connection}, discovery.Options{
		Policy: discovery.RoundRobin, Refresh: time.Hour, Rest: time.Hour,
		Static: []string{"parcels=127.0.0.1:1", "parcels=127.0.0.2:1"}, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, registry.Register(discoverymetrics.New(services)))
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://parcels/", http.NoBody)
	require.NoError(t, err)
	answer, err := connection.sends.RoundTrip(request)
	if err == nil {
		require.NoError(t, answer.Body.Close())
	}
	require.ErrorContains(t, err, "refused")
	require.NoError(t, testutil.GatherAndCompare(registry, strings.NewReader(`
# HELP upstream_addresses Addresses of a service: serving, or resting because calls of them failed.
# TYPE upstream_addresses gauge
upstream_addresses{state="resting",upstream="parcels"} 1
upstream_addresses{state="serving",upstream="parcels"} 1
`)))
}
