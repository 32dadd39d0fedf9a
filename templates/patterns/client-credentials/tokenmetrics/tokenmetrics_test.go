package tokenmetrics_test

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/client-credentials/clienttoken"
	"goldenpath.dev/patterns/client-credentials/tokenmetrics"
	"goldenpath.dev/patterns/typed-clients/calling"
)

type provider func(*http.Request) *http.Response

func (p provider) RoundTrip(r *http.Request) (*http.Response, error) { return p(r), nil }

func TestRequestsForTokensAreCounted(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	answers := provider(func(*http.Request) *http.Response {
		body := io.NopCloser(strings.NewReader(`{"access_token": "a", "token_type": "Bearer"}`))
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {"application/json"}}, Body: body}
	})
	caller := calling.New(calling.Options{Name: "parcels", Timeout: time.Minute, Attempts: 1, Concurrency: 1})
	tokens, err := clienttoken.Authorize([]*calling.Caller{caller}, clienttoken.Options{
		TokenURL: "https://issuer.example", ClientID: "a", Secret: "b", AudienceParameter: "none", Timeout: time.Second, Transport: answers,
	})
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	require.NoError(t, tokenmetrics.Observe(registry, tokens))
	assert.Error(t, tokenmetrics.Observe(registry, tokens), "counted twice")
	refused := func(context.Context, string) (bool, error) { return true, nil }
	require.NoError(t, caller.Attempt(t.Context(), refused))
	status = http.StatusBadRequest
	require.NoError(t, caller.Attempt(t.Context(), func(context.Context, string) (bool, error) { return false, nil }))
	require.Error(t, caller.Attempt(t.Context(), refused))
	require.NoError(t, testutil.GatherAndCompare(registry, strings.NewReader(`
# HELP upstream_token_requests_total Requests for tokens by how they ended.
# TYPE upstream_token_requests_total counter
upstream_token_requests_total{result="failed",upstream="parcels"} 1
upstream_token_requests_total{result="ok",upstream="parcels"} 2
`)))
}
