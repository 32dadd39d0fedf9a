package outbox

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/nats/mq"
)

// row is an event that waits.
type row struct {
	Sequence   int64
	ID         uuid.UUID
	Topic      string
	Key        string
	Type       string
	Header     []byte
	Body       []byte
	RecordedAt time.Time
}

// message is the event as CloudEvents 1.0 has it in binary mode.
func (r row) message(source string) (mq.Message, error) {
	header := map[string]string{}
	if err := json.Unmarshal(r.Header, &header); err != nil {
		return mq.Message{}, fmt.Errorf("%w: read its header: %w", mq.ErrRefused, err)
	}
	header["content-type"] = "application/json"
	header["ce-specversion"] = "1.0"
	header["ce-id"] = r.ID.String()
	header["ce-source"] = "/" + source
	header["ce-subject"] = r.Key
	header["ce-time"] = r.RecordedAt.UTC().Format(time.RFC3339Nano)
	header[mq.Type] = r.Type
	return mq.Message{ID: r.ID.String(), Topic: r.Topic, Key: r.Key, Header: header, Body: r.Body}, nil
}

// The sequence of rows is not the order of commits: a row with a lower number may
// become visible after one with a higher. So none is looked for behind the last;
// those that wait are read, whatever their number.
const (
	selectWaiting = `
		SELECT sequence, id, topic, key, type, header, body, recorded_at FROM outbox
		WHERE sent_at IS NULL AND failure IS NULL ORDER BY sequence LIMIT $1`
	markSent    = "UPDATE outbox SET sent_at = now() WHERE sequence = ANY($1)"
	markRefused = "UPDATE outbox SET failure = $2 WHERE sequence = $1"
	deleteOld   = `
		DELETE FROM outbox WHERE sequence IN (
			SELECT sequence FROM outbox WHERE sent_at < now() - $1::interval ORDER BY sent_at LIMIT $2
		)`
	// Counting ends at 100,000, so that a long queue is no load of its own.
	selectState = `
		SELECT
			(SELECT count(*) FROM (SELECT FROM outbox WHERE sent_at IS NULL AND failure IS NULL LIMIT 100000) AS waiting),
			(SELECT count(*) FROM (SELECT FROM outbox WHERE failure IS NOT NULL LIMIT 100000) AS refused),
			COALESCE((SELECT now() - recorded_at FROM outbox WHERE sent_at IS NULL AND failure IS NULL ORDER BY sequence LIMIT 1), '0')`
)

func waiting(ctx context.Context, conn *pgx.Conn, limit int) ([]row, error) {
	rows, err := conn.Query(ctx, selectWaiting, limit)
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByPos[row])
	if err != nil {
		return nil, fmt.Errorf("read the outbox: %w", err)
	}
	return found, nil
}
