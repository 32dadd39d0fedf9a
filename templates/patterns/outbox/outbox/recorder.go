// Package outbox publishes what transactions record, when they are committed:
// nothing that was rolled back, and nothing that was committed never.
package outbox

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/service-layer/storage"
)

// Event is something that has happened.
type Event struct {
	// Topic is what it is about, words with dots between them.
	Topic string
	// Key is whom it is about. Events of a topic and key are published in the order
	// in which they were recorded, if whoever records them holds a lock on whom
	// they are about.
	Key string
	// Type says what has happened, and in which form Body tells it.
	Type string
	// Body becomes the JSON of the message.
	Body any
}

// Recorder records events.
type Recorder struct {
	db *pgdb.DB
}

// NewRecorder returns a recorder in the database.
func NewRecorder(db *pgdb.DB) *Recorder { return &Recorder{db: db} }

var errNoTransaction = errors.New("events are recorded in transactions only")

// Record records an event in the transaction of ctx. It fails without one.
func (r *Recorder) Record(ctx context.Context, event Event) error {
	if !pgdb.Joins(ctx) {
		return errNoTransaction
	}
	id, err := uuid.NewRandom()
	if err != nil {
		return fmt.Errorf("record %s: %w", event.Type, err)
	}
	body, err := json.Marshal(event.Body)
	if err != nil {
		return fmt.Errorf("record %s: %w", event.Type, err)
	}
	_, err = pgdb.Exec(ctx, r.db, `
		INSERT INTO outbox (id, topic, key, type, header, body)
		VALUES ($1, $2, $3, $4, COALESCE(NULLIF(current_setting('outbox.header', true), ''), '{}')::jsonb, $5)`,
		id, event.Topic, event.Key, event.Type, string(body))
	if err != nil {
		return fmt.Errorf("record %s: %w", event.Type, err)
	}
	return nil
}

// Transactor tells transactions which request they are for, so that it travels
// with what they record.
type Transactor struct {
	next storage.Transactor
	db   *pgdb.DB
}

// NewTransactor returns a transactor on the given one.
func NewTransactor(next storage.Transactor, db *pgdb.DB) *Transactor {
	return &Transactor{next: next, db: db}
}

// InTx implements storage.Transactor.
func (t *Transactor) InTx(ctx context.Context, work func(ctx context.Context) error) error {
	header := headerOf(ctx)
	if pgdb.Joins(ctx) || len(header) == 0 {
		return t.next.InTx(ctx, work)
	}
	text, err := json.Marshal(header)
	if err != nil {
		return fmt.Errorf("tell the transaction its request: %w", err)
	}
	return t.next.InTx(ctx, func(ctx context.Context) error {
		if _, err := pgdb.Exec(ctx, t.db, "SELECT set_config('outbox.header', $1, true)", string(text)); err != nil {
			return fmt.Errorf("tell the transaction its request: %w", err)
		}
		return work(ctx)
	})
}

// headerOf is what messages say about the request of ctx.
func headerOf(ctx context.Context) map[string]string {
	info := requestinfo.From(ctx)
	header := map[string]string{}
	if info.ID != "" {
		header[mq.RequestID] = info.ID
	}
	if info.TraceID != "" {
		header[mq.Traceparent] = "00-" + info.TraceID + "-" + newSpan() + "-01"
	}
	return header
}

// newSpan names the part of the trace that messages come from.
func newSpan() string {
	const bytes = 8
	var span [bytes]byte
	_, _ = rand.Read(span[:]) // it never fails
	return hex.EncodeToString(span[:])
}
