package httpx

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"goldenpath.dev/patterns/error-model/problem"
)

// Handle makes a handler of a use case: decode reads the request, run does the
// work, encode sends the result. An error of any of them is answered as a
// problem document.
func Handle[In, Out any](
	decode func(*http.Request) (In, error),
	run func(context.Context, In) (Out, error),
	encode func(http.ResponseWriter, *http.Request, Out) error,
) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		in, err := decode(r)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		out, err := run(r.Context(), in)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		if err := encode(w, r, out); err != nil {
			problem.Write(w, r, err)
		}
	})
}

// WriteJSON sends body with the given status. It fails before anything is sent.
func WriteJSON(w http.ResponseWriter, status int, body any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("encode the answer: %w", err)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	// A client that has gone away is no error of ours.
	_, _ = w.Write(append(text, '\n'))
	return nil
}

// WriteNoContent answers a request that has no result.
func WriteNoContent(w http.ResponseWriter, _ *http.Request, _ struct{}) error {
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// WithoutResult makes a use case of one that only succeeds or fails.
func WithoutResult[In any](run func(context.Context, In) error) func(context.Context, In) (struct{}, error) {
	return func(ctx context.Context, in In) (struct{}, error) { return struct{}{}, run(ctx, in) }
}
