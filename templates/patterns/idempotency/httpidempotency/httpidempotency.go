// Package httpidempotency lets clients repeat a request that must not be done twice.
package httpidempotency

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

const (
	// Header carries the key of a request, which its repetitions share.
	Header = "Idempotency-Key"
	// Replayed marks the answer to a repetition.
	Replayed = "Idempotent-Replayed"
)

var (
	errForm     = httpx.ParameterError(Header, "format", idempotency.Form)
	errRepeated = httpx.ParameterError(Header, "repeated", "must be sent once")
	// errRefused takes back what an operation has written that did not end well.
	errRefused = errors.New("the answer is not to be kept")
)

// Guard puts the check of keys before each of the routes that creates something.
func Guard(routes []httpx.Route, keeper *idempotency.Keeper) {
	for i, route := range routes {
		if route.Method == http.MethodPost {
			routes[i].Handler = guard{next: route.Handler, route: route.Path, keeper: keeper}
		}
	}
}

type guard struct {
	next   http.Handler
	route  string
	keeper *idempotency.Keeper
}

// ServeHTTP does the request, or repeats the answer to the one before.
func (g guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	keys := r.Header.Values(Header)
	if len(keys) == 0 {
		g.next.ServeHTTP(w, r)
		return
	}
	if len(keys) > 1 {
		problem.Write(w, r, errRepeated)
		return
	}
	// An empty key is no wish for none: whoever sends it counts on a key.
	if !idempotency.WellFormed(keys[0]) {
		problem.Write(w, r, errForm)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		// The operation says what is wrong with the body; it can do nothing.
		r.Body = io.NopCloser(io.MultiReader(bytes.NewReader(body), failing{err}))
		g.next.ServeHTTP(w, r)
		return
	}
	key := idempotency.Key{Caller: requestinfo.From(r.Context()).Caller, Operation: g.route, Text: keys[0], Request: fingerprint(r, body)}
	found, replayed, err := g.answer(r, body, key)
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	if replayed {
		w.Header().Set(Replayed, "true")
	}
	send(w, found)
}

// answer does the request, unless its answer is kept.
func (g guard) answer(r *http.Request, body []byte, key idempotency.Key) (*idempotency.Answer, bool, error) {
	var made *idempotency.Answer
	found, replayed, err := g.keeper.Once(r.Context(), key, func(ctx context.Context) (*idempotency.Answer, error) {
		recorded, again := newRecorder(), r.WithContext(ctx)
		again.Body = io.NopCloser(bytes.NewReader(body))
		info := requestinfo.From(ctx)
		info.Err = nil // work may run again, and then it is that of the attempt before
		g.next.ServeHTTP(recorded, again)
		if made = recorded.answer(); made.Status >= http.StatusMultipleChoices {
			// By its cause, whoever runs the transaction knows whether to run it again.
			return nil, errors.Join(errRefused, info.Err)
		}
		return made, nil
	})
	switch {
	case errors.Is(err, errRefused):
		return made, false, nil
	case errors.Is(err, idempotency.ErrReused):
		return nil, false, idempotency.Reused(fault.Invalid)
	}
	return found, replayed, err
}

// fingerprint tells requests apart that share a key by mistake.
func fingerprint(r *http.Request, body []byte) []byte {
	sum := sha256.New()
	for _, part := range []string{r.URL.EscapedPath(), r.URL.RawQuery, r.Header.Get("Content-Type")} {
		_, _ = io.WriteString(sum, part+"\n")
	}
	_, _ = sum.Write(body)
	return sum.Sum(nil)
}

// failing is the rest of a body that cannot be read.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }
