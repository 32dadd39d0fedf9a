package httpproxy

import (
	"context"
	"net/http"
)

type unhurriedKey struct{}

// Unhurried notes the context of a request before it gets its time budget, for
// streams: they have none.
func Unhurried(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), unhurriedKey{}, r.Context())))
	})
}

// unhurried is the context that a request had before it got its time budget.
func unhurried(ctx context.Context) context.Context {
	if early, ok := ctx.Value(unhurriedKey{}).(context.Context); ok {
		return early
	}
	return ctx
}
