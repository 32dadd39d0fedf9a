package keyauth

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/error-model/fault"
)

// Record is what is kept of a key.
type Record struct {
	// Prefix names the key.
	Prefix string
	// Hash tells the key from others.
	Hash []byte
	// Name says whose key it is.
	Name string
	// Scopes are what the caller may do with it.
	Scopes []string
	// Roles are what the caller is.
	Roles []string
	// CreatedAt is when it was made.
	CreatedAt time.Time
	// ExpiresAt is when it ends, nil for never.
	ExpiresAt *time.Time
	// LastUsedAt is when it was last used, to a minute; nil for never.
	LastUsedAt *time.Time
}

// Store keeps keys in PostgreSQL.
type Store struct{ pool *pgxpool.Pool }

// NewStore returns a store on the pool.
func NewStore(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }

const columns = "prefix, hash, name, scopes, roles, created_at, expires_at, last_used_at"

// Create makes a key with the scopes and the roles for the one named, and keeps its
// hash. The key itself is known only to the caller of Create.
func (s *Store) Create(ctx context.Context, name string, scopes []string, roles ...string) (Key, error) {
	key := newKey()
	_, err := s.pool.Exec(ctx, "INSERT INTO caller_keys (prefix, hash, name, scopes, roles) VALUES ($1, $2, $3, $4, coalesce($5, '{}'::text[]))",
		key.Prefix(), key.hash(), name, scopes, roles)
	return key, unavailable(err)
}

// Rotate makes a key like the one with the prefix, which ends after the time
// that callers need to change over.
func (s *Store) Rotate(ctx context.Context, prefix string, overlap time.Duration) (Key, error) {
	key := newKey()
	// One statement: there is never a time without a key, nor with one that stays.
	tag, err := s.pool.Exec(ctx, `
		WITH old AS (
			UPDATE caller_keys SET expires_at = LEAST(expires_at, now() + $2)
			WHERE prefix = $1 AND (expires_at IS NULL OR expires_at > now()) RETURNING name, scopes, roles
		)
		INSERT INTO caller_keys (prefix, hash, name, scopes, roles) SELECT $3, $4, name, scopes, roles FROM old`,
		prefix, overlap, key.Prefix(), key.hash())
	if err == nil && tag.RowsAffected() == 0 {
		return "", fault.Missing("key")
	}
	return key, unavailable(err)
}

// Revoke ends the key with the prefix now.
func (s *Store) Revoke(ctx context.Context, prefix string) error {
	tag, err := s.pool.Exec(ctx, "UPDATE caller_keys SET expires_at = now() WHERE prefix = $1 AND (expires_at IS NULL OR expires_at > now())", prefix)
	if err == nil && tag.RowsAffected() == 0 {
		return fault.Missing("key")
	}
	return unavailable(err)
}

// List returns all keys, the newest first.
func (s *Store) List(ctx context.Context) ([]Record, error) {
	rows, err := s.pool.Query(ctx, "SELECT "+columns+" FROM caller_keys ORDER BY created_at DESC, prefix")
	if err != nil {
		return nil, unavailable(err)
	}
	records, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Record])
	return records, unavailable(err)
}

// find returns the key with the prefix, unless it has ended.
func (s *Store) find(ctx context.Context, prefix string) (Record, bool, error) {
	rows, err := s.pool.Query(ctx, "SELECT "+columns+" FROM caller_keys WHERE prefix = $1 AND (expires_at IS NULL OR expires_at > now())", prefix)
	if err != nil {
		return Record{}, false, unavailable(err)
	}
	record, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[Record])
	if errors.Is(err, pgx.ErrNoRows) {
		return Record{}, false, nil
	}
	return record, err == nil, unavailable(err)
}

// use notes that a key was used, once a minute at the most.
func (s *Store) use(ctx context.Context, prefix string) error {
	_, err := s.pool.Exec(ctx, `
		UPDATE caller_keys SET last_used_at = now()
		WHERE prefix = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`, prefix)
	return unavailable(err)
}

func unavailable(err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fault.Busy("database_unavailable", "The database does not answer.", err)
}
