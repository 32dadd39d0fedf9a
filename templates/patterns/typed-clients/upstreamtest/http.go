package upstreamtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"path"
	"testing"
)

// Server returns the URL of a service that has whatever is read from it over HTTP
// by id, until the test ends.
func Server(t testing.TB) string {
	t.Helper()
	routes := http.NewServeMux()
	routes.HandleFunc("GET /", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		// A client that has gone away is no error of ours.
		_ = json.NewEncoder(w).Encode(map[string]any{"id": path.Base(r.URL.Path), "version": 1})
	})
	server := httptest.NewServer(routes)
	t.Cleanup(server.Close)
	return server.URL
}
