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
			recorder := &httpx.Recorder{ResponseWriter: w}
			next.ServeHTTP(recorder, r)

			info := requestinfo.From(r.Context())
			attributes := []slog.Attr{
				slog.String("method", r.Method),
				slog.String("path", r.URL.Path),
				slog.String("route", info.Route),
				slog.Int("status", recorder.Status),
				slog.Int64("bytes", recorder.Bytes),
				slog.Duration("duration", time.Since(start)),
				slog.String("client", info.Client),
			}
			if info.Caller != "" {
				attributes = append(attributes, slog.String("caller", info.Caller))
			}
			if info.Err != nil {
				attributes = append(attributes, slog.Any("error", info.Err))
			}
			log.LogAttrs(r.Context(), level(recorder.Status), "request", attributes...)
		})
	}
}

func level(status int) slog.Level {
	if status >= http.StatusInternalServerError {
		return slog.LevelError
	}
	return slog.LevelInfo
}
