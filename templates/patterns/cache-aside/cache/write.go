package cache

import (
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"goldenpath.dev/patterns/service-layer/storage"
)

// marks are what a transaction has left in Redis.
type marks struct {
	// token tells the marks of this transaction from others.
	token string
	mutex sync.Mutex
	keys  map[string]bool
}

type marksKey struct{}

func newMarks() *marks { return &marks{token: rand.Text(), keys: map[string]bool{}} }

func (m *marks) value() string { return string(markKind) + m.token }

// Transactor lifts the marks of a transaction when it is committed.
type Transactor struct {
	inner storage.Transactor
	joins func(ctx context.Context) bool
	store *Store
}

var _ storage.Transactor = (*Transactor)(nil)

// NewTransactor returns a Transactor that runs work as inner does. joins says
// whether there is a transaction already, which inner would join.
func NewTransactor(inner storage.Transactor, joins func(ctx context.Context) bool, store *Store) *Transactor {
	return &Transactor{inner: inner, joins: joins, store: store}
}

// InTx implements storage.Transactor. Marks of a transaction that failed stay
// until they end: nobody knows whether a commit that was not answered is still
// to come.
func (t *Transactor) InTx(ctx context.Context, work func(ctx context.Context) error) error {
	if t.joins(ctx) {
		return t.inner.InTx(ctx, work)
	}
	left := newMarks()
	if err := t.inner.InTx(context.WithValue(ctx, marksKey{}, left), work); err != nil {
		return err
	}
	t.store.lift(context.WithoutCancel(ctx), left)
	return nil
}

// lift removes the marks. What cannot be removed ends by itself.
func (s *Store) lift(ctx context.Context, left *marks) {
	for key := range left.keys {
		if err := s.drop(ctx, key, left.value()); err != nil {
			s.options.Log.DebugContext(ctx, "mark stays in the cache", slog.String("key", key), slog.Any("error", err))
		}
	}
}

// mark leaves a mark at the key, in the name of the transaction of ctx. In a
// transaction that did not begin with a Transactor it ends by itself.
func (s *Store) mark(ctx context.Context, key string) error {
	left, ok := ctx.Value(marksKey{}).(*marks)
	if !ok {
		left = newMarks()
	}
	left.mutex.Lock()
	left.keys[key] = true
	left.mutex.Unlock()
	return s.insist(ctx, func() error { return s.client.Set(ctx, key, left.value(), s.options.Settle).Err() })
}

// suspend makes a pause for all the things named.
func (s *Store) suspend(ctx context.Context, things string) error {
	return s.insist(ctx, func() error {
		_, err := pause(ctx, s.client, s.options, s.pauseKey(things), s.options.Settle)
		return err
	})
}

// insist does what readers of all replicas have to see before the transaction of
// ctx is committed. If Redis does not answer, it tries again until every other
// replica that is cut off, too, has left the cache aside, and then owes a pause.
// It fails only with ctx.
func (s *Store) insist(ctx context.Context, tell func() error) error {
	const again = 50 * time.Millisecond
	for first := time.Now(); ; {
		err := tell()
		switch {
		case err == nil:
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case s.watch.gone() || time.Since(first) > trust:
			s.watch.owe()
			s.options.Log.DebugContext(ctx, "write is owed to the cache", slog.Any("error", err))
			return nil
		}
		select {
		case <-time.After(again):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
