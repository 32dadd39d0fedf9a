package replica

import (
	"context"
	"log/slog"
	"net/http"
	"strings"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Header carries the place of a write to the reads that have to see it.
const Header = "Read-After"

// Middleware lets requests that only read read from copies, and makes answers to
// others say in Header how far a copy must have come to hold what they wrote.
// Reads that send the value back see it.
func (s *Set) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			next.ServeHTTP(&telling{ResponseWriter: w, set: s, ctx: r.Context()}, r)
			return
		}
		var seen Position
		if places := r.Header.Values(Header); len(places) > 0 {
			position, err := ParsePosition(strings.Join(places, ", "))
			if err != nil {
				problem.Write(w, r, httpx.ParameterError(Header, "format", err.Error()))
				return
			}
			seen = position
		}
		next.ServeHTTP(w, r.WithContext(Allow(r.Context(), seen)))
	})
}

// telling adds Header to the answer of a write.
type telling struct {
	http.ResponseWriter
	set *Set
	ctx context.Context
	// told says that the header has been sent.
	told bool
}

// WriteHeader asks where the primary is, after everything is committed.
func (t *telling) WriteHeader(status int) {
	if !t.told && status < http.StatusBadRequest {
		position, err := t.set.position(t.ctx)
		if err != nil {
			// The write is done: its caller can do without, and reads from any copy.
			t.set.options.Log.WarnContext(t.ctx, "the place of a write is not known", slog.Any("error", err))
		} else {
			t.Header().Set(Header, position.String())
		}
	}
	t.told = true
	t.ResponseWriter.WriteHeader(status)
}

// Write sends the status first, if nobody has.
func (t *telling) Write(body []byte) (int, error) {
	if !t.told {
		t.WriteHeader(http.StatusOK)
	}
	return t.ResponseWriter.Write(body)
}

// Unwrap gives http.ResponseController the writer below.
func (t *telling) Unwrap() http.ResponseWriter { return t.ResponseWriter }
