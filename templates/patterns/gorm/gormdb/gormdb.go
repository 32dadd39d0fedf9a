// Package gormdb runs GORM on the connections of pgdb: in the transaction of
// the context if there is one, with the same limits and the same errors.
package gormdb

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/jackc/pgx/v5"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// Use runs work on the transaction of ctx, or on a connection of db. It fails
// with pgx.ErrNoRows when work asked for a row that is not there. Work must not
// keep what it gets, nor begin transactions on it: InTx of db does that.
func Use(ctx context.Context, db *pgdb.DB, work func(*gorm.DB) error) error {
	base, err := open()
	if err != nil {
		return err
	}
	err = db.Use(ctx, func(on pgdb.Execer) (failure error) {
		handle := sql.OpenDB(connector{on: on})
		defer func() { failure = errors.Join(failure, handle.Close()) }()
		session := base.Session(&gorm.Session{NewDB: true, Context: ctx})
		session.Statement.ConnPool = handle
		return work(session)
	})
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return pgx.ErrNoRows
	}
	return err
}

// open makes the GORM that all sessions share. It knows the models and has no
// connection of its own.
var open = sync.OnceValues(func() (*gorm.DB, error) {
	return gorm.Open(postgres.New(postgres.Config{Conn: nowhere{}}), &gorm.Config{
		// Statements are atomic, and errors are logged once, by who answers.
		SkipDefaultTransaction: true,
		// A newer schema may have more columns; asking for all of them would break
		// the statements that connections have prepared.
		QueryFields: true,
		Logger:      logger.Discard,
	})
})

// nowhere is the connection of a session before it has one.
type nowhere struct{ gorm.ConnPool }
