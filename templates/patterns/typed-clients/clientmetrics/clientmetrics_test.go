package clientmetrics_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/clientmetrics"
)

func TestCallsAreCountedByHowTheyEnded(t *testing.T) {
	t.Parallel()
	failure := errors.New("the attempt")
	failures := []error{
		nil, &calling.Failure{Err: failure, Trouble: true}, &calling.Failure{Err: failure, Fault: fault.Missing("parcel")},
		&calling.Failure{Err: failure},
	}
	caller := calling.New(calling.Options{Name: "parcels", Timeout: 5 * time.Second, Attempts: 2, Concurrency: 1})
	registry := prometheus.NewPedanticRegistry()
	require.NoError(t, clientmetrics.Observe(registry, []*calling.Caller{caller}))
	for _, failure := range failures {
		_ = caller.Do(t.Context(), calling.Request{
			Method: "GET", Repeatable: true, Send: func(context.Context) error { return failure },
		})
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
