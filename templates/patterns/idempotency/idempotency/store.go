package idempotency

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
)

// store keeps answers in PostgreSQL.
type store struct {
	db        *pgdb.DB
	retention time.Duration
}

// claim takes the key for this transaction; it is not free if an answer is kept
// for it. While another transaction holds the key, claim waits for its end.
func (s store) claim(ctx context.Context, k Key) (bool, error) {
	if err := s.sweep(ctx); err != nil {
		return false, err
	}
	taken, err := pgdb.Exec(ctx, s.db, `
		INSERT INTO idempotency_keys AS kept (caller, route, key, request, expires_at)
		VALUES ($1, $2, $3, $4, now() + $5)
		ON CONFLICT (caller, route, key) DO UPDATE
			SET request = EXCLUDED.request, expires_at = EXCLUDED.expires_at, status = NULL, header = NULL, body = NULL
			WHERE kept.expires_at < now()`,
		k.Caller, k.Operation, k.Text, k.Request, s.retention)
	if err != nil {
		return false, fmt.Errorf("claim the key: %w", err)
	}
	return taken > 0, nil
}

// sweep deletes some of the answers that nobody may ask for any more. Those that
// another transaction deletes already are left to it.
func (s store) sweep(ctx context.Context) error {
	_, err := pgdb.Exec(ctx, s.db, `
		DELETE FROM idempotency_keys WHERE (caller, route, key) IN (
			SELECT caller, route, key FROM idempotency_keys
			WHERE expires_at < now() - interval '1 minute' ORDER BY expires_at LIMIT 10 FOR UPDATE SKIP LOCKED
		)`)
	if err != nil {
		return fmt.Errorf("sweep old keys: %w", err)
	}
	return nil
}

// find returns the answer that is kept for the key.
func (s store) find(ctx context.Context, k Key) (*Answer, error) {
	type row struct {
		Request []byte
		Status  int
		Header  []byte
		Body    []byte
	}
	kept, err := pgdb.One(ctx, s.db, pgx.RowToStructByPos[row],
		"SELECT request, status, header, body FROM idempotency_keys WHERE caller = $1 AND route = $2 AND key = $3", k.Caller, k.Operation, k.Text)
	if errors.Is(err, pgx.ErrNoRows) {
		// It ran out between two statements.
		return nil, fault.Busy("concurrent_change", "Another request with this key has just ended.", err)
	}
	if err != nil {
		return nil, fmt.Errorf("find the answer: %w", err)
	}
	if !bytes.Equal(kept.Request, k.Request) {
		return nil, ErrReused
	}
	found := &Answer{Status: kept.Status, Body: kept.Body}
	if err := json.Unmarshal(kept.Header, &found.Header); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	return found, nil
}

// keep keeps the answer with the key.
func (s store) keep(ctx context.Context, k Key, a *Answer) error {
	header, err := json.Marshal(a.Header)
	if err != nil {
		return fmt.Errorf("keep the answer: %w", err)
	}
	_, err = pgdb.Exec(ctx, s.db, "UPDATE idempotency_keys SET status = $4, header = $5, body = $6 WHERE caller = $1 AND route = $2 AND key = $3",
		k.Caller, k.Operation, k.Text, a.Status, string(header), a.Body)
	if err != nil {
		return fmt.Errorf("keep the answer: %w", err)
	}
	return nil
}
