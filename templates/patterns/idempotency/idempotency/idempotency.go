// Package idempotency lets clients repeat a request that must not be done twice.
package idempotency

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"net/http"
	"regexp"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/service-layer/storage"
)

const (
	// Header carries the key of a request, which its repetitions share.
	Header = "Idempotency-Key"
	// Replayed marks the answer to a repetition.
	Replayed = "Idempotent-Replayed"
)

// form is what keys look like: visible ASCII, so that they are one text everywhere.
var form = regexp.MustCompile(`^[!-~]{1,255}$`)

var (
	errForm    = httpx.ParameterError(Header, "format", "must be 1 to 255 visible characters of ASCII")
	errOther   = fault.New(fault.Invalid, "idempotency_key_reused", "Another request was sent with this key: use a new one.")
	errNoStore = errors.New("the answer is not to be kept")
)

// Guard puts the check of keys before each of the routes that creates something.
// The answer is kept for the time of retention, in the transaction of what the
// operation writes: either both are there or neither.
func Guard(routes []httpx.Route, tx storage.Transactor, db *pgdb.DB, retention time.Duration) error {
	if retention <= 0 {
		return errors.New("IDEMPOTENCY_RETENTION must be above zero")
	}
	for i, route := range routes {
		if route.Method == http.MethodPost {
			guarded := guard{next: route.Handler, route: route.Path, tx: tx, store: store{db: db, retention: retention}}
			routes[i].Handler = guarded
		}
	}
	return nil
}

type guard struct {
	next  http.Handler
	route string
	tx    storage.Transactor
	store store
}

// ServeHTTP does the request, or repeats the answer to the one before.
func (g guard) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	text := r.Header.Get(Header)
	if text == "" {
		g.next.ServeHTTP(w, r)
		return
	}
	if !form.MatchString(text) {
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
	key := key{caller: requestinfo.From(r.Context()).Caller, route: g.route, text: text, request: fingerprint(r, body)}
	found, replayed, err := g.answer(r, body, key)
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	if replayed {
		w.Header().Set(Replayed, "true")
	}
	found.send(w)
}

// answer does the request in a transaction, unless its answer is kept.
func (g guard) answer(r *http.Request, body []byte, key key) (found *answer, replayed bool, failure error) {
	err := g.tx.InTx(r.Context(), func(ctx context.Context) error {
		claimed, err := g.store.claim(ctx, key)
		if err != nil {
			return err
		}
		if !claimed {
			found, err = g.store.find(ctx, key)
			replayed = true
			return err
		}
		found = newAnswer()
		again := r.WithContext(ctx)
		again.Body = io.NopCloser(bytes.NewReader(body))
		g.next.ServeHTTP(found, again)
		if !found.done() {
			// The write is taken back, and with it the key: the client may try again.
			return errNoStore
		}
		return g.store.keep(ctx, key, found)
	})
	if errors.Is(err, errNoStore) {
		err = nil
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
