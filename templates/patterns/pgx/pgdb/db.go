// Package pgdb runs statements on PostgreSQL, inside the transaction of the
// context if there is one.
package pgdb

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/error-model/fault"
)

// Execer runs statements: a connection or a transaction.
type Execer interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, batch *pgx.Batch) pgx.BatchResults
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, rows pgx.CopyFromSource) (int64, error)
}

// DB runs statements on the connections of a pool.
type DB struct {
	pool *pgxpool.Pool
	wait time.Duration
}

// New returns a DB that waits for a free connection for at most the given time.
func New(pool *pgxpool.Pool, wait time.Duration) *DB {
	return &DB{pool: pool, wait: wait}
}

type txKey struct{}

// InTx runs work in a transaction, or in the one of ctx if there is one already.
func (d *DB) InTx(ctx context.Context, work func(ctx context.Context) error) error {
	return d.InTxWith(ctx, pgx.TxOptions{}, work)
}

// InTxWith is InTx with options for the transaction, if one begins.
func (d *DB) InTxWith(ctx context.Context, options pgx.TxOptions, work func(ctx context.Context) error) error {
	if Joins(ctx) {
		return work(ctx)
	}
	conn, err := d.acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	var failure error
	err = pgx.BeginTxFunc(ctx, conn, options, func(tx pgx.Tx) error {
		failure = work(context.WithValue(ctx, txKey{}, tx))
		return failure
	})
	if failure != nil {
		return failure
	}
	return classify(err)
}

// Joins says whether ctx has a transaction already, which InTx joins.
func Joins(ctx context.Context) bool {
	_, ok := ctx.Value(txKey{}).(pgx.Tx)
	return ok
}

// Use runs work on the transaction of ctx, or on a connection of the pool. It
// fails with a fault when the database cannot answer now.
func (d *DB) Use(ctx context.Context, work func(Execer) error) error {
	if tx, ok := ctx.Value(txKey{}).(pgx.Tx); ok {
		return classify(work(tx))
	}
	conn, err := d.acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	return classify(work(conn))
}

// acquire takes a connection. Requests that would wait longer than they may are
// turned away while there is still time for an answer.
func (d *DB) acquire(ctx context.Context) (*pgxpool.Conn, error) {
	waiting, cancel := context.WithTimeout(ctx, d.wait)
	defer cancel()
	conn, err := d.pool.Acquire(waiting)
	switch {
	case err == nil:
		return conn, nil
	case ctx.Err() != nil:
		return nil, fmt.Errorf("wait for a connection: %w", ctx.Err())
	case errors.Is(err, context.DeadlineExceeded) && d.pool.Stat().AcquiredConns() >= d.pool.Config().MaxConns:
		return nil, fault.Busy("database_busy", "The database has no free connection.", err)
	}
	return nil, unavailable(err)
}

// Exec runs a statement and returns the number of rows it touched.
func Exec(ctx context.Context, db *DB, sql string, args ...any) (int64, error) {
	var touched int64
	err := db.Use(ctx, func(on Execer) error {
		tag, err := on.Exec(ctx, sql, args...)
		touched = tag.RowsAffected()
		return err
	})
	return touched, err
}

// One runs a query and returns its only row. It fails with pgx.ErrNoRows when
// there is none.
func One[T any](ctx context.Context, db *DB, scan func(pgx.CollectableRow) (T, error), sql string, args ...any) (T, error) {
	var found T
	err := db.Use(ctx, func(on Execer) error {
		rows, err := on.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		found, err = pgx.CollectExactlyOneRow(rows, scan)
		return err
	})
	return found, err
}

// All runs a query and returns its rows.
func All[T any](ctx context.Context, db *DB, scan func(pgx.CollectableRow) (T, error), sql string, args ...any) ([]T, error) {
	var found []T
	err := db.Use(ctx, func(on Execer) error {
		rows, err := on.Query(ctx, sql, args...)
		if err != nil {
			return err
		}
		found, err = pgx.CollectRows(rows, scan)
		return err
	})
	return found, err
}
