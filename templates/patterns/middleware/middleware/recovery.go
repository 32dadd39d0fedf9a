package middleware

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"goldenpath.dev/patterns/error-model/problem"
)

// Recovery answers a panic as an internal error and leaves its stack to the
// access log.
func Recovery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			recovered := recover()
			if recovered == nil {
				return
			}
			// The server's own way to break off an answer must reach the server.
			if err, ok := recovered.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(recovered)
			}
			problem.Write(w, r, fmt.Errorf("panic: %v\n%s", recovered, debug.Stack()))
		}()
		next.ServeHTTP(w, r)
	})
}
