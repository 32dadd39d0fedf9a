// Package unitofwork runs transactions that hold as if each ran alone, and runs
// them again when the database gives one up for another.
package unitofwork

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// The conditions in which a transaction that runs again may succeed.
const (
	serializationFailed = "40001"
	deadlockDetected    = "40P01"
)

// The pause before the next attempt: at random up to a bound that doubles.
const (
	firstPause = 5 * time.Millisecond
	lastPause  = 200 * time.Millisecond
)

// Options are the settings of a UnitOfWork.
type Options struct {
	// Isolation is that of the transactions.
	Isolation pgx.TxIsoLevel
	// Attempts is the number of times that work runs at the most.
	Attempts int
	// Log tells of work that runs again.
	Log *slog.Logger
}

// UnitOfWork runs work in transactions.
type UnitOfWork struct {
	db      *pgdb.DB
	options Options
}

// New returns a UnitOfWork on the database.
func New(db *pgdb.DB, options Options) *UnitOfWork {
	return &UnitOfWork{db: db, options: options}
}

// InTx implements storage.Transactor. Work runs again when the transaction met
// another that did not leave room for both, so it must do nothing that a
// rollback does not undo. Work that joins a transaction runs once: only the
// whole of it can run again.
func (u *UnitOfWork) InTx(ctx context.Context, work func(ctx context.Context) error) error {
	if pgdb.Joins(ctx) {
		return work(ctx)
	}
	for attempt := 1; ; attempt++ {
		err := u.db.InTxWith(ctx, pgx.TxOptions{IsoLevel: u.options.Isolation}, work)
		if attempt >= u.options.Attempts || !isConflict(err) {
			return err
		}
		u.options.Log.DebugContext(ctx, "transaction runs again", slog.Int("attempt", attempt), slog.Any("error", err))
		if stopped := pause(ctx, attempt); stopped != nil {
			return fmt.Errorf("%w, while waiting to run again after: %w", stopped, err)
		}
	}
}

// isConflict says whether the transaction failed for another one's sake.
func isConflict(err error) bool {
	condition, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (condition.Code == serializationFailed || condition.Code == deadlockDetected)
}

// pause waits before the next attempt; who met once does not meet again.
func pause(ctx context.Context, attempt int) error {
	bound := min(lastPause, firstPause<<min(attempt-1, 8)) //nolint:mnd // far beyond lastPause
	select {
	case <-time.After(rand.N(bound)): //nolint:gosec // nobody gains by guessing it
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
