// Package migrate brings the database's schema to the version that the service
// was built for, with golang-migrate. Only the migrate command changes the
// schema; serving checks it.
package migrate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/golang-migrate/migrate/v4"
	"github.com/golang-migrate/migrate/v4/source"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// Migrator applies migrations. A lock in the database lets one at a time work.
type Migrator struct {
	db         *sql.DB
	migrations fs.FS
	steps      []Step
	log        *slog.Logger
	checked    atomic.Bool
}

// Step is a migration and whether it is applied. AppliedAt is zero: the library
// does not keep it.
type Step struct {
	Version   int64
	Name      string
	Applied   bool
	AppliedAt time.Time
}

// Open returns a Migrator for the database at url, to be closed by Close. It
// does not connect.
func Open(url string, migrations fs.FS, log *slog.Logger) (*Migrator, error) {
	config, err := pgx.ParseConfig(url)
	if err != nil {
		// The library's error may quote the URL with its password.
		return nil, errors.New("the database URL is not valid: use postgres://user:password@host:5432/name")
	}
	return New(stdlib.OpenDB(*config), migrations, log)
}

// New returns a Migrator for the SQL files of migrations. It does not connect.
func New(db *sql.DB, migrations fs.FS, log *slog.Logger) (*Migrator, error) {
	names, err := fs.Glob(migrations, "*.up.sql")
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	m := &Migrator{db: db, migrations: migrations, log: log}
	for _, name := range names {
		parsed, err := source.DefaultParse(name)
		if err != nil {
			return nil, fmt.Errorf("migrations: %s: %w", name, err)
		}
		m.steps = append(m.steps, Step{Version: int64(parsed.Version), Name: name}) //nolint:gosec // versions are small numbers
	}
	if len(m.steps) == 0 {
		return nil, errors.New("migrations: there is no file *.up.sql")
	}
	return m, nil
}

// Close closes the database.
func (m *Migrator) Close(context.Context) error { return m.db.Close() }

// Up applies every migration that is not applied yet.
func (m *Migrator) Up(ctx context.Context) error {
	return m.run(ctx, "up", func(runner *migrate.Migrate) error {
		return runner.Up()
	})
}

// Down takes the last migration back.
func (m *Migrator) Down(ctx context.Context) error {
	m.checked.Store(false)
	return m.run(ctx, "down", func(runner *migrate.Migrate) error {
		if _, _, err := runner.Version(); err != nil {
			return err
		}
		return runner.Steps(-1)
	})
}

// Status lists the migrations, the oldest first.
func (m *Migrator) Status(ctx context.Context) ([]Step, error) {
	current, err := m.version(ctx)
	if err != nil && !errors.Is(err, errNoVersion) {
		return nil, fmt.Errorf("migration status: %w", err)
	}
	steps := make([]Step, len(m.steps))
	for i, step := range m.steps {
		step.Applied = step.Version <= current
		steps[i] = step
	}
	return steps, nil
}

// Check fails while migrations are missing. A schema that is newer than the
// service is fine: it was migrated for the next version, which must suit both.
// Once it was right, the database is not asked again.
func (m *Migrator) Check(ctx context.Context) error {
	if m.checked.Load() {
		return nil
	}
	current, err := m.version(ctx)
	if err != nil {
		return fmt.Errorf("the schema has no readable version, run the migrate command: %w", err)
	}
	if target := m.steps[len(m.steps)-1].Version; current < target {
		return fmt.Errorf("the schema has version %d, run the migrate command to get to version %d", current, target)
	}
	m.checked.Store(true)
	return nil
}
