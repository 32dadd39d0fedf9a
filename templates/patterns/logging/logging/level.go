package logging

import (
	"io"
	"log/slog"
	"net/http"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// LevelRoutes show and change the level while the service runs, for a port that
// is not open to clients: curl -X PUT -d debug localhost:8081/loglevel.
func LevelRoutes(level *slog.LevelVar) []httpx.Route {
	show := func(w http.ResponseWriter) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		_, _ = io.WriteString(w, level.Level().String()+"\n")
	}
	return []httpx.Route{
		{Method: http.MethodGet, Path: "/loglevel", Summary: "The level of the log", Handler: http.HandlerFunc(
			func(w http.ResponseWriter, _ *http.Request) { show(w) })},
		{Method: http.MethodPut, Path: "/loglevel", Summary: "Change the level of the log", Handler: http.HandlerFunc(
			func(w http.ResponseWriter, r *http.Request) {
				const longest = 16
				text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, longest))
				if err != nil || level.UnmarshalText(text) != nil {
					problem.Write(w, r, fault.New(fault.Malformed, "unknown_level", "Send debug, info, warn or error."))
					return
				}
				show(w)
			})},
	}
}
