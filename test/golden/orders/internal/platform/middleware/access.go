package middleware

import (
	"log/slog"
	"net/http"
	"time"

	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/requestinfo"
)

// Access logs one record a request. Queries, headers and bodies stay out of the
// log: they may hold personal data and secrets.
func Access(log *slog.Logger) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			start := time.Now()
			recorder := httpx.Record(w)
			next.ServeHTTP(recorder, r)

			level := level(recorder.Status)
			if !log.Enabled(r.Context(), level) {
				return
			}
			info := requestinfo.From(r.Context())
			// Made by hand: a logger would look for the line of code that logs, each time.
			took := time.Since(start)
			record := slog.NewRecord(start.Add(took), level, "request", 0)
			record.AddAttrs(
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.String("route", info.Route),
				slog.Int("status", recorder.Status),
				slog.Int64("bytes", recorder.Bytes),
				slog.Int64("duration_us", took.Microseconds()),
				slog.String("client", info.Client),
			)
			if info.Caller != "" {
				record.AddAttrs(slog.String("caller", info.Caller))
			}
			if info.Err != nil {
				record.AddAttrs(slog.Any("error", info.Err))
			}
			// A log that cannot be written has no place to say so.
			_ = log.Handler().Handle(r.Context(), record)
		})
	}
}

func level(status int) slog.Level {
	if status >= http.StatusInternalServerError {
		return slog.LevelError
	}
	return slog.LevelInfo
}
