package replica_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/read-replicas/replica"
)

func TestAnswersToWritesSayWhereTheyAre(t *testing.T) {
	t.Parallel()
	recorder := httptest.NewRecorder()
	watched(t).Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("done")) })).
		ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/", nil))
	place, err := replica.ParsePosition(recorder.Header().Get(replica.Header))
	require.NoError(t, err)
	assert.Positive(t, place)
}
