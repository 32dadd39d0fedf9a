package clientmetrics_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/clientmetrics"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

func TestCallsAreCountedByHowTheyEnded(t *testing.T) {
	t.Parallel()
	statuses := map[string]int{
		"/ok": http.StatusNoContent, "/away": http.StatusServiceUnavailable, "/missing": http.StatusNotFound, "/broken": http.StatusTeapot,
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(statuses[r.URL.Path]) }))
	t.Cleanup(server.Close)
	client, err := httpclient.New(httpclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: 5 * time.Second, Attempts: 2, Concurrency: 1},
		URL:     server.URL, MaxBody: 1,
	})
	require.NoError(t, err)
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, clientmetrics.Observe(registry, []*calling.Caller{client.Caller()}))
	for path := range statuses {
		_ = client.Do(t.Context(), httpclient.Request{Method: http.MethodGet, Path: path, What: "parcel"}, nil)
	}
	families, err := registry.Gather()
	require.NoError(t, err)
	counts := map[string]float64{}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			names := []string{family.GetName()}
			for _, label := range metric.GetLabel() {
				names = append(names, label.GetValue())
			}
			counts[strings.Join(names, " ")] = metric.GetCounter().GetValue() + float64(metric.GetHistogram().GetSampleCount())
		}
	}
	assert.Equal(t, map[string]float64{
		"upstream_call_duration_seconds GET parcels":   4,
		"upstream_calls_total GET failed parcels":      1,
		"upstream_calls_total GET ok parcels":          1,
		"upstream_calls_total GET refused parcels":     1,
		"upstream_calls_total GET unavailable parcels": 1,
		"upstream_retries_total parcels":               1,
	}, counts)
	assert.Error(t, clientmetrics.Observe(registry, nil), "measured twice")
}
