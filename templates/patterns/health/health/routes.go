package health

import (
	"context"
	"log/slog"
	"net/http"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Routes are the probes, for a port that is not open to clients: /livez asks
// for nothing outside of the process, /readyz for the hard checks, /startupz
// for the first time that all of them passed.
func (h *Health) Routes(log *slog.Logger) []httpx.Route {
	alive := func(context.Context) (bool, []Result) { return true, nil }
	return []httpx.Route{
		{Method: http.MethodGet, Path: "/livez", Summary: "Is the process alive?", Handler: probe(log, alive)},
		{Method: http.MethodGet, Path: "/readyz", Summary: "Can it serve requests?", Handler: probe(log, h.Ready)},
		{Method: http.MethodGet, Path: "/startupz", Summary: "Has it started?", Handler: probe(log, h.Started)},
	}
}

func probe(log *slog.Logger, ask func(context.Context) (bool, []Result)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		well, results := ask(r.Context())
		status, body := http.StatusOK, answer{Status: "ok", Checks: map[string]string{}}
		if !well {
			status, body.Status = http.StatusServiceUnavailable, "unavailable"
		}
		for _, result := range results {
			body.Checks[result.Name] = "ok"
			if result.Err != nil {
				body.Checks[result.Name] = result.Err.Error()
				log.WarnContext(r.Context(), "check failed", slog.String("check", result.Name), slog.Any("error", result.Err))
			}
		}
		if err := httpx.WriteJSON(w, status, body); err != nil {
			log.ErrorContext(r.Context(), "probe", slog.Any("error", err))
		}
	})
}

type answer struct {
	Status string            `json:"status"`
	Checks map[string]string `json:"checks"`
}
