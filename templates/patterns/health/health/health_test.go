package health_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/health/health"
)

var options = health.Options{Timeout: time.Second, MaxAge: 2 * time.Second}

func probe(t *testing.T, h *health.Health, path string) *httptest.ResponseRecorder {
	t.Helper()
	for _, route := range h.Routes(slog.New(slog.DiscardHandler)) {
		if route.Path == path {
			recorder := httptest.NewRecorder()
			route.Handler.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
			return recorder
		}
	}
	require.Fail(t, "no such probe", path)
	return nil
}

func TestReadinessFollowsTheHardChecks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var database error
		h := health.New([]health.Check{
			{Name: "database", Hard: true, Run: func(context.Context) error { return database }},
			{Name: "cache", Run: func(context.Context) error { return errors.New("gone") }},
		}, options)

		database = errors.New("refused")
		assert.Equal(t, http.StatusServiceUnavailable, probe(t, h, "/startupz").Code)
		assert.Equal(t, http.StatusOK, probe(t, h, "/livez").Code)

		database = nil
		assert.Equal(t, http.StatusServiceUnavailable, probe(t, h, "/readyz").Code, "the result is still good")
		time.Sleep(options.MaxAge)
		ready := probe(t, h, "/readyz")
		assert.Equal(t, http.StatusOK, ready.Code)
		assert.JSONEq(t, `{"status": "ok", "checks": {"database": "ok", "cache": "gone"}}`, ready.Body.String())

		database = errors.New("refused")
		time.Sleep(options.MaxAge)
		assert.Equal(t, http.StatusServiceUnavailable, probe(t, h, "/readyz").Code)
		assert.Equal(t, http.StatusOK, probe(t, h, "/startupz").Code, "a start happens once")
	})
}

func TestDrainEndsReadinessOnly(t *testing.T) {
	t.Parallel()
	h := health.New(nil, options)
	assert.Equal(t, http.StatusOK, probe(t, h, "/readyz").Code)
	require.NoError(t, h.Drain(t.Context()))
	assert.Equal(t, http.StatusServiceUnavailable, probe(t, h, "/readyz").Code)
	assert.Equal(t, http.StatusOK, probe(t, h, "/livez").Code)
}

func TestChecksEndWithTheirTimeout(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		h := health.New([]health.Check{{Name: "slow", Hard: true, Run: func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		}}}, options)
		ready, results := h.Ready(t.Context())
		assert.False(t, ready)
		assert.ErrorIs(t, results[0].Err, context.DeadlineExceeded)
	})
}
