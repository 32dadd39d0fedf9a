// Package inbox makes handlers of messages do their work once, however often a
// message arrives: that it was handled is noted in the transaction of its effect.
package inbox

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/service-layer/storage"
)

// Inbox knows which messages were handled.
type Inbox struct {
	tx        storage.Transactor
	db        *pgdb.DB
	retention time.Duration
	handled   atomic.Int64
	repeated  atomic.Int64
}

// New returns an inbox that works in transactions of tx and remembers messages for
// the given time, in which each of them must have arrived for the last time.
func New(tx storage.Transactor, db *pgdb.DB, retention time.Duration) *Inbox {
	return &Inbox{tx: tx, db: db, retention: retention}
}

// errNoID says that nobody could know the message again.
var errNoID = errors.New("the message has no ID")

// Once returns a handler that calls the given one in a transaction, once for each
// message in its group. Its effects must be in that transaction. What comes again is
// passed over; when the handler fails, the message was not handled.
func (i *Inbox) Once(h mq.Handler) mq.Handler {
	handle := h.Handle
	h.Handle = func(ctx context.Context, message mq.Message) error {
		if message.ID == "" {
			return mq.Permanent(errNoID)
		}
		fresh := false
		err := i.tx.InTx(ctx, func(ctx context.Context) (failure error) {
			if fresh, failure = i.note(ctx, h.Group, message.ID); failure != nil || !fresh {
				return failure
			}
			return handle(ctx, message)
		})
		switch {
		case err != nil:
			return err
		case fresh:
			i.handled.Add(1)
		default:
			i.repeated.Add(1)
		}
		return nil
	}
	return h
}

// note notes the message and says whether it is new to the group. While another
// transaction handles it, note waits for its end.
func (i *Inbox) note(ctx context.Context, group, id string) (bool, error) {
	if err := i.sweep(ctx); err != nil {
		return false, err
	}
	added, err := pgdb.Exec(ctx, i.db, insertMessage, group, id)
	if err != nil {
		return false, fmt.Errorf("note message %s: %w", id, err)
	}
	return added > 0, nil
}

const (
	insertMessage = "INSERT INTO inbox (consumer, message_id) VALUES ($1, $2) ON CONFLICT DO NOTHING"
	// Those that another transaction forgets already are left to it.
	deleteOld = `
		DELETE FROM inbox WHERE (consumer, message_id) IN (
			SELECT consumer, message_id FROM inbox
			WHERE handled_at < now() - $1::interval ORDER BY handled_at LIMIT 10 FOR UPDATE SKIP LOCKED
		)`
)

// sweep forgets some of the messages that will not come again.
func (i *Inbox) sweep(ctx context.Context) error {
	if _, err := pgdb.Exec(ctx, i.db, deleteOld, i.retention); err != nil {
		return fmt.Errorf("forget old messages: %w", err)
	}
	return nil
}

// Counts returns how many messages were handled in this process, and how many came
// again.
func (i *Inbox) Counts() (handled, repeated int64) { return i.handled.Load(), i.repeated.Load() }
