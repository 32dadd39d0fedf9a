package middleware

import (
	"context"
	"net/http"
	"time"
)

// Timeout gives every request a time budget. The work below sees it as the
// deadline of its context; an operation that runs out of time answers 503.
func Timeout(budget time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			ctx, cancel := context.WithTimeout(r.Context(), budget)
			defer cancel()
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}
