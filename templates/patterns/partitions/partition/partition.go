// Package partition keeps the monthly partitions of tables: it makes those of
// the months to come and drops those whose time is over.
//
// A table belongs to it that is partitioned by ranges of a column id with UUIDs
// of version 7. They begin with the milliseconds of their making, so the ids of
// a month are a range, and stay the key by themselves.
package partition

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const (
	// interval is the time between two passes.
	interval = time.Hour
	// patience is the time that a pass may take.
	patience = 10 * time.Minute
	// many is where rows of the default partition are no longer counted.
	many = 100_000
)

// lockKey is the advisory lock that lets one replica of the service do a pass.
var lockKey = func() int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte("monthly partitions"))
	return int64(hash.Sum64())
}()

// Options are the settings of a Keeper.
type Options struct {
	// Ahead is the number of months to come that have a partition.
	Ahead int
	// Retention is the number of months that are kept beside the current one; 0
	// keeps them for ever.
	Retention int
	// Log tells of partitions that are made and dropped.
	Log *slog.Logger
}

// Keeper keeps the partitions of a database.
type Keeper struct {
	pool    *pgxpool.Pool
	options Options
	ctx     context.Context //nolint:containedctx // it ends with Close
	cancel  context.CancelFunc

	lock   sync.Mutex
	tables []Table
	err    error
}

// Table is what a pass has found out about a table.
type Table struct {
	Name string
	// Partitions is the number of its monthly partitions.
	Partitions int
	// Strays is the number of rows in its default partition, for which there is
	// no other; counting ends at 100,000.
	Strays int
}

// New returns a keeper that does nothing yet.
func New(pool *pgxpool.Pool, options Options) *Keeper {
	ctx, cancel := context.WithCancel(context.Background())
	return &Keeper{pool: pool, options: options, ctx: ctx, cancel: cancel}
}

// Run does a pass at once and then every hour, until Close.
func (k *Keeper) Run() error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		if err := k.Pass(k.ctx, time.Now()); err != nil && k.ctx.Err() == nil {
			k.options.Log.Error("keeping partitions failed", slog.Any("error", err))
		}
		select {
		case <-ticker.C:
		case <-k.ctx.Done():
			return nil
		}
	}
}

// Close ends Run.
func (k *Keeper) Close(context.Context) error {
	k.cancel()
	return nil
}

// Pass makes the partitions that the moment wants and drops those that it does
// not, unless another replica is doing so. What fails for one table does not
// keep the others from their pass.
func (k *Keeper) Pass(ctx context.Context, now time.Time) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	conn, err := k.pool.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer conn.Release()
	var free bool
	if err := conn.QueryRow(ctx, "SELECT pg_try_advisory_lock($1)", lockKey).Scan(&free); err != nil {
		return fmt.Errorf("take the lock: %w", err)
	}
	if free {
		defer func() { _, _ = conn.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", lockKey) }()
		err = k.keep(ctx, conn.Conn(), now)
	}
	found, failure := survey(ctx, conn.Conn())
	err = errors.Join(err, failure)
	k.note(found, err)
	return err
}

func (k *Keeper) keep(ctx context.Context, conn *pgx.Conn, now time.Time) error {
	tables, err := tablesOf(ctx, conn)
	if err != nil {
		return err
	}
	var failures []error
	for _, table := range tables {
		if err := k.keepTable(ctx, conn, table, monthOf(now)); err != nil {
			failures = append(failures, fmt.Errorf("partitions of %s: %w", table, err))
		}
	}
	return errors.Join(failures...)
}

func (k *Keeper) keepTable(ctx context.Context, conn *pgx.Conn, table string, current month) error {
	kept, err := monthsOf(ctx, conn, table)
	if err != nil {
		return err
	}
	var failures []error
	for i := range k.options.Ahead + 1 {
		wanted := current.plus(i)
		if kept[wanted] {
			continue
		}
		if err := create(ctx, conn, table, wanted); err != nil {
			failures = append(failures, err)
			continue
		}
		k.options.Log.InfoContext(ctx, "partition made", slog.String("partition", wanted.partitionOf(table)))
	}
	if k.options.Retention == 0 {
		return errors.Join(failures...)
	}
	for old := range kept {
		if !old.before(current.plus(-k.options.Retention)) {
			continue
		}
		if err := drop(ctx, conn, table, old); err != nil {
			failures = append(failures, err)
			continue
		}
		k.options.Log.InfoContext(ctx, "partition dropped", slog.String("partition", old.partitionOf(table)))
	}
	return errors.Join(failures...)
}

func (k *Keeper) note(tables []Table, err error) {
	k.lock.Lock()
	defer k.lock.Unlock()
	k.tables, k.err = tables, err
	for _, table := range tables {
		if table.Strays > 0 {
			k.options.Log.Warn("rows are in no month's partition", slog.String("table", table.Name), slog.Int("rows", table.Strays))
		}
	}
}

// Tables returns what the last pass has found out.
func (k *Keeper) Tables() []Table {
	k.lock.Lock()
	defer k.lock.Unlock()
	return k.tables
}

// Check fails when the last pass has failed or found rows that are in no month's
// partition: retention does not reach them.
func (k *Keeper) Check(context.Context) error {
	k.lock.Lock()
	defer k.lock.Unlock()
	failures := []error{k.err}
	for _, table := range k.tables {
		if table.Strays > 0 {
			failures = append(failures, fmt.Errorf("%s has %d rows in its default partition", table.Name, table.Strays))
		}
	}
	return errors.Join(failures...)
}

// month is a month of UTC, by its first day.
type month struct{ time.Time }

func monthOf(t time.Time) month {
	year, name, _ := t.UTC().Date()
	return month{time.Date(year, name, 1, 0, 0, 0, 0, time.UTC)}
}

func (m month) plus(months int) month { return month{m.AddDate(0, months, 0)} }

func (m month) before(other month) bool { return m.Before(other.Time) }

// firstID is the least id that can be made in the month.
func (m month) firstID() uuid.UUID {
	var id uuid.UUID
	const bits, bytes = 8, 6
	millis := m.UnixMilli()
	for i := range bytes {
		id[i] = byte(millis >> (bits * (bytes - 1 - i))) //nolint:gosec // the lowest byte is meant
	}
	return id
}

const suffixForm = "_2006_01"

// partitionOf is the name of the month's partition of a table. Names that would
// be too long lose their end.
func (m month) partitionOf(table string) string {
	const longest = 63
	return table[:min(len(table), longest-len(suffixForm))] + m.Format(suffixForm)
}
