// Package idempotency does once what clients may ask for several times.
package idempotency

import (
	"context"
	"errors"
	"regexp"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/service-layer/storage"
)

// form is what keys look like: visible ASCII, so that they are one text everywhere.
var form = regexp.MustCompile(`^[!-~]{1,255}$`)

// Form says what keys look like, after the name of one.
const Form = "must be 1 to 255 visible characters of ASCII"

// WellFormed tells whether a text may be a key.
func WellFormed(text string) bool { return form.MatchString(text) }

// Key names a request of a caller.
type Key struct {
	// Caller and Operation are whose key it is and what it asks for: keys of
	// other callers and operations are other keys.
	Caller, Operation string
	// Text is what the caller has sent; it is well formed.
	Text string
	// Request is a digest of the request. It tells requests apart that share a
	// key by mistake.
	Request []byte
}

// Answer is what a request is answered, in the terms of its transport.
type Answer struct {
	// Status is its status.
	Status int
	// Header is what is sent before the body.
	Header map[string][]string
	// Body is what is sent then.
	Body []byte
}

// ErrReused says that the key belongs to another request. Transports answer it
// with a kind of their own, by Reused.
var ErrReused = errors.New("the key belongs to another request")

// Reused is the fault for ErrReused.
func Reused(kind fault.Kind) *fault.Error {
	return fault.New(kind, "idempotency_key_reused", "Another request was sent with this key: use a new one.")
}

// Keeper keeps answers for the time in which a request may be repeated.
type Keeper struct {
	tx    storage.Transactor
	store store
}

// NewKeeper returns a Keeper that keeps answers in the database, for the time of
// retention.
func NewKeeper(tx storage.Transactor, db *pgdb.DB, retention time.Duration) *Keeper {
	return &Keeper{tx: tx, store: store{db: db, retention: retention}}
}

// Once does the work and keeps its answer in one transaction: either what the
// work writes and the answer are both there, or neither. When an answer is kept
// already, work is not done and the answer is the one before. While another
// request with the key is under way, Once waits for its end. Work that fails is
// taken back, and with it the key: the client may try again.
func (k *Keeper) Once(ctx context.Context, key Key, work func(context.Context) (*Answer, error)) (answer *Answer, replayed bool, err error) {
	err = k.tx.InTx(ctx, func(ctx context.Context) error {
		claimed, err := k.store.claim(ctx, key)
		if err != nil {
			return err
		}
		if replayed = !claimed; replayed {
			answer, err = k.store.find(ctx, key)
			return err
		}
		if answer, err = work(ctx); err != nil {
			return err
		}
		return k.store.keep(ctx, key, answer)
	})
	if err != nil {
		return nil, false, err
	}
	return answer, replayed, nil
}
