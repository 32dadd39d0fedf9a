// Package migrate brings the database's schema to the version that the service
// was built for, with goose. Only the migrate command changes the schema;
// serving checks it.
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

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
)

// Migrator applies migrations. A lock in the database lets one at a time work.
type Migrator struct {
	db       *sql.DB
	provider *goose.Provider
	log      *slog.Logger
	checked  atomic.Bool
}

// Step is a migration and whether it is applied.
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
	const seconds, attempts = 1, 300
	locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(seconds, attempts))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations,
		goose.WithSessionLocker(locker), goose.WithSlog(log))
	if err != nil {
		return nil, fmt.Errorf("migrations: %w", err)
	}
	return &Migrator{db: db, provider: provider, log: log}, nil
}

// Close closes the database.
func (m *Migrator) Close(context.Context) error { return m.db.Close() }

// Up applies every migration that is not applied yet.
func (m *Migrator) Up(ctx context.Context) error {
	results, err := m.provider.Up(ctx)
	if err != nil {
		return fmt.Errorf("migrate up: %w", err)
	}
	for _, result := range results {
		m.log.InfoContext(ctx, "migrated", slog.String("migration", result.Source.Path), slog.Duration("duration", result.Duration))
	}
	if len(results) == 0 {
		m.log.InfoContext(ctx, "nothing to migrate")
	}
	return nil
}

// Down takes the last migration back.
func (m *Migrator) Down(ctx context.Context) error {
	m.checked.Store(false)
	result, err := m.provider.Down(ctx)
	if errors.Is(err, goose.ErrNoNextVersion) {
		m.log.InfoContext(ctx, "nothing to take back")
		return nil
	}
	if err != nil {
		return fmt.Errorf("migrate down: %w", err)
	}
	m.log.InfoContext(ctx, "taken back", slog.String("migration", result.Source.Path), slog.Duration("duration", result.Duration))
	return nil
}

// Status lists the migrations, the oldest first.
func (m *Migrator) Status(ctx context.Context) ([]Step, error) {
	statuses, err := m.provider.Status(ctx)
	if err != nil {
		return nil, fmt.Errorf("migration status: %w", err)
	}
	steps := make([]Step, len(statuses))
	for i, status := range statuses {
		steps[i] = Step{
			Version: status.Source.Version, Name: status.Source.Path,
			Applied: status.State == goose.StateApplied, AppliedAt: status.AppliedAt,
		}
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
	current, target, err := m.provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("the schema has no readable version, run the migrate command: %w", err)
	}
	if current < target {
		return fmt.Errorf("the schema has version %d, run the migrate command to get to version %d", current, target)
	}
	m.checked.Store(true)
	return nil
}
