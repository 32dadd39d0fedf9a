package metrics_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/metrics/metrics"
)

func TestTheRuntimeIsMeasured(t *testing.T) {
	t.Parallel()
	page := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil)
	metrics.Route(metrics.NewRegistry()).Handler.ServeHTTP(page, request)
	assert.Equal(t, http.StatusOK, page.Code)
	assert.Contains(t, page.Body.String(), "go_goroutines")
	assert.Contains(t, page.Body.String(), "process_start_time_seconds")
}
