package gormdb

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// connector lets database/sql, on which GORM stands, work on what pgx has
// opened: a connection of the pool or a transaction.
type connector struct{ on pgdb.Execer }

// Connect implements driver.Connector.
func (c connector) Connect(context.Context) (driver.Conn, error) { return conn(c), nil }

// Driver implements driver.Connector.
func (c connector) Driver() driver.Driver { return c }

// Open implements driver.Driver.
func (c connector) Open(string) (driver.Conn, error) { return conn(c), nil }

var errOwned = errors.New("the connection belongs to pgdb: begin transactions with InTx, prepare nothing")

type conn struct{ on pgdb.Execer }

var (
	_ driver.QueryerContext    = conn{}
	_ driver.ExecerContext     = conn{}
	_ driver.NamedValueChecker = conn{}
)

// Prepare implements driver.Conn.
func (c conn) Prepare(string) (driver.Stmt, error) { return nil, errOwned }

// Begin implements driver.Conn.
func (c conn) Begin() (driver.Tx, error) { return nil, errOwned }

// Close implements driver.Conn. Who opened the connection closes it.
func (c conn) Close() error { return nil }

// CheckNamedValue leaves every value to pgx, which knows the types of columns.
func (c conn) CheckNamedValue(*driver.NamedValue) error { return nil }

// QueryContext implements driver.QueryerContext.
func (c conn) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	found, err := c.on.Query(ctx, query, values(args)...)
	if err != nil {
		return nil, err
	}
	// What is wrong with a statement shows with its first row.
	more := found.Next()
	if err := found.Err(); err != nil {
		return nil, err
	}
	return &rows{Rows: found, more: more}, nil
}

// ExecContext implements driver.ExecerContext.
func (c conn) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	tag, err := c.on.Exec(ctx, query, values(args)...)
	return driver.RowsAffected(tag.RowsAffected()), err
}

func values(args []driver.NamedValue) []any {
	found := make([]any, len(args))
	for i, arg := range args {
		found[i] = arg.Value
	}
	return found
}

type rows struct {
	pgx.Rows
	// more says that a row is there to be read.
	more bool
}

// Columns implements driver.Rows.
func (r *rows) Columns() []string {
	described := r.FieldDescriptions()
	names := make([]string, len(described))
	for i, column := range described {
		names[i] = column.Name
	}
	return names
}

// Close implements driver.Rows.
func (r *rows) Close() error {
	r.Rows.Close()
	return r.Err()
}

// Next implements driver.Rows.
func (r *rows) Next(dest []driver.Value) error {
	if !r.more {
		if err := r.Err(); err != nil {
			return err
		}
		return io.EOF
	}
	found, err := r.Values()
	if err != nil {
		return fmt.Errorf("read a row: %w", err)
	}
	for i, value := range found {
		if dest[i], err = plain(value); err != nil {
			return fmt.Errorf("read column %s: %w", r.FieldDescriptions()[i].Name, err)
		}
	}
	r.more = r.Rows.Next()
	return nil
}

// plain turns a value of pgx into one that fields can be scanned from.
func plain(value any) (driver.Value, error) {
	switch v := value.(type) {
	case [16]byte:
		return uuid.UUID(v).String(), nil
	case driver.Valuer:
		return v.Value()
	}
	return value, nil
}
