// Package batch stores many values at once in PostgreSQL.
package batch

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
)

// Table says where values are stored and how.
type Table[T any] struct {
	// Name is the name of the table.
	Name string
	// What is what a row stands for, in the singular.
	What string
	// Columns are those that are stored, the id first.
	Columns []string
	// Args are the values of the columns, in their order.
	Args func(T) []any
	// Create stores a single value, and says with a fault why it is refused.
	Create func(ctx context.Context, value T) (T, error)
}

// Store stores many values of a table at once.
type Store[T any] struct {
	db     *pgdb.DB
	table  Table[T]
	upsert string
}

// NewStore returns a store on the table of the database.
func NewStore[T any](db *pgdb.DB, table Table[T]) *Store[T] {
	return &Store[T]{db: db, table: table, upsert: upsertStatement(table.Name, table.Columns)}
}

// Copy stores all of values by COPY, or none.
func (s *Store[T]) Copy(ctx context.Context, values []T) error {
	rows := pgx.CopyFromSlice(len(values), func(i int) ([]any, error) { return s.table.Args(values[i]), nil })
	return s.db.Use(ctx, func(on pgdb.Execer) error {
		_, err := on.CopyFrom(ctx, pgx.Identifier{s.table.Name}, s.table.Columns, rows)
		return err
	})
}

// Insert stores every value that the table takes, in one transaction: the one
// of ctx, or one of its own. The result has an entry for each value, nil or the
// fault that says why it is refused. With an error nothing is stored.
//
// Values are copied. Where some are refused, each half is tried again, down to
// a single value: r refused values of n cost about r·log n attempts.
func (s *Store[T]) Insert(ctx context.Context, values []T) ([]error, error) {
	refused := make([]error, len(values))
	err := s.db.InTx(ctx, func(ctx context.Context) error { return s.insert(ctx, values, refused) })
	if err != nil {
		return nil, err
	}
	return refused, nil
}

func (s *Store[T]) insert(ctx context.Context, values []T, refused []error) error {
	if len(values) == 0 {
		return nil
	}
	err := s.db.Attempt(ctx, func(ctx context.Context) error {
		if len(values) > 1 {
			return s.Copy(ctx, values)
		}
		_, err := s.table.Create(ctx, values[0])
		return err
	})
	switch {
	case len(values) > 1 && breaksRule(err):
		half := len(values) / 2
		if err := s.insert(ctx, values[:half], refused[:half]); err != nil {
			return err
		}
		return s.insert(ctx, values[half:], refused[half:])
	case len(values) == 1 && isRefusal(err):
		refused[0] = err
		return nil
	}
	return err
}

// breaksRule says whether the database refused what a value says: its data or
// a constraint.
func breaksRule(err error) bool {
	condition, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (strings.HasPrefix(condition.Code, "22") || strings.HasPrefix(condition.Code, "23"))
}

// isRefusal says whether err is about the value, and not about the database.
func isRefusal(err error) bool {
	kind := fault.KindOf(err)
	return kind == fault.Invalid || kind == fault.Conflict
}

// Upsert stores values, each in place of a living one with the same id, which
// gets a new version whatever version it had. Each chunk of size values is one
// round trip and one transaction, or a part of the one of ctx. It returns how
// many values it has stored: on failure those of the chunks before, or none
// inside of a transaction. A value with the id of a deleted one is refused. What
// decorates the repository, such as a cache, does not learn of it.
func (s *Store[T]) Upsert(ctx context.Context, values []T, size int) (int, error) {
	if size < 1 {
		return 0, fmt.Errorf("upsert chunks of %d values: at least 1 makes a chunk", size)
	}
	for start := 0; start < len(values); start += size {
		chunk := values[start:min(start+size, len(values))]
		err := s.db.InTx(ctx, func(ctx context.Context) error { return s.upsertChunk(ctx, chunk) })
		switch {
		case err == nil:
		case pgdb.Joins(ctx):
			return 0, err
		default:
			return start, err
		}
	}
	return len(values), nil
}

func (s *Store[T]) upsertChunk(ctx context.Context, values []T) error {
	err := s.db.Use(ctx, func(on pgdb.Execer) (failure error) {
		var queue pgx.Batch
		for _, value := range values {
			queue.Queue(s.upsert, s.table.Args(value)...)
		}
		results := on.SendBatch(ctx, &queue)
		defer func() {
			if err := results.Close(); failure == nil {
				failure = err
			}
		}()
		for range values {
			tag, err := results.Exec()
			if err != nil {
				return err
			}
			if tag.RowsAffected() == 0 {
				return fault.New(fault.Conflict, "deleted", "The "+s.table.What+" was deleted: its id cannot be used again.")
			}
		}
		return nil
	})
	return pgdb.Constraints{}.Translate(err, s.table.What)
}

func upsertStatement(table string, columns []string) string {
	names, places := make([]string, len(columns)), make([]string, len(columns))
	changes := []string{"version = kept.version + 1"}
	for i, column := range columns {
		names[i] = pgx.Identifier{column}.Sanitize()
		places[i] = "$" + strconv.Itoa(i+1)
		if i > 0 {
			changes = append(changes, names[i]+" = EXCLUDED."+names[i])
		}
	}
	return "INSERT INTO " + pgx.Identifier{table}.Sanitize() + " AS kept (" + strings.Join(names, ", ") +
		") VALUES (" + strings.Join(places, ", ") + ") ON CONFLICT (" + names[0] +
		") DO UPDATE SET " + strings.Join(changes, ", ") + " WHERE kept.deleted_at IS NULL"
}
