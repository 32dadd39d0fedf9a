package migrate

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/golang-migrate/migrate/v4"
	driver "github.com/golang-migrate/migrate/v4/database/pgx/v5"
	"github.com/golang-migrate/migrate/v4/source/iofs"
	"github.com/jackc/pgx/v5/stdlib"
)

// lockTimeout is the time to wait for another one that migrates.
const lockTimeout = 5 * time.Minute

// errNoVersion says that nothing was ever migrated.
var errNoVersion = errors.New("nothing is migrated yet")

// run does the work, and logs what came of it.
func (m *Migrator) run(ctx context.Context, direction string, work func(*migrate.Migrate) error) (failure error) {
	files, err := iofs.New(m.migrations, ".")
	if err != nil {
		return fmt.Errorf("migrate %s: %w", direction, err)
	}
	own, err := m.reopen(ctx)
	if err != nil {
		return fmt.Errorf("migrate %s: %w", direction, err)
	}
	database, err := driver.WithInstance(own, &driver.Config{})
	if err != nil {
		return errors.Join(fmt.Errorf("migrate %s: %w", direction, err), own.Close())
	}
	runner, err := migrate.NewWithInstance("files", files, "postgres", database)
	if err != nil {
		return errors.Join(fmt.Errorf("migrate %s: %w", direction, err), database.Close())
	}
	defer func() {
		sourceErr, databaseErr := runner.Close()
		failure = errors.Join(failure, sourceErr, databaseErr)
	}()
	runner.LockTimeout = lockTimeout
	// Stopping waits for the migration under way: half of one would be worse.
	defer context.AfterFunc(ctx, func() { runner.GracefulStop <- true })()

	start := time.Now()
	if err := explain(work(runner)); err != nil {
		return fmt.Errorf("migrate %s: %w", direction, err)
	}
	version, _, err := runner.Version()
	if err != nil && !errors.Is(err, migrate.ErrNilVersion) {
		return fmt.Errorf("migrate %s: %w", direction, err)
	}
	m.log.InfoContext(ctx, "migrated "+direction, slog.Uint64("migration", uint64(version)), slog.Duration("duration", time.Since(start)))
	return nil
}

// reopen opens the database again: the library closes the one that it is given.
func (m *Migrator) reopen(ctx context.Context) (own *sql.DB, failure error) {
	conn, err := m.db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { failure = errors.Join(failure, conn.Close()) }()
	err = conn.Raw(func(below any) error {
		open, ok := below.(*stdlib.Conn)
		if !ok {
			return fmt.Errorf("%T is no connection of pgx", below)
		}
		own = stdlib.OpenDB(*open.Conn().Config())
		return nil
	})
	return own, err
}

// explain turns what the library says into what is to be done.
func explain(err error) error {
	if errors.Is(err, migrate.ErrNoChange) || errors.Is(err, migrate.ErrNilVersion) {
		return nil
	}
	if dirty, ok := errors.AsType[migrate.ErrDirty](err); ok {
		return dirtyError(int64(dirty.Version))
	}
	return err
}

func dirtyError(version int64) error {
	return fmt.Errorf("migration %d broke off half way: undo by hand what it did, then run "+
		"UPDATE schema_migrations SET version = <the version before it>, dirty = false", version)
}

// version reads the version of the schema, 0 with errNoVersion when there is
// none. Unlike the library it creates nothing.
func (m *Migrator) version(ctx context.Context) (int64, error) {
	var known bool
	if err := m.db.QueryRowContext(ctx, "SELECT to_regclass('schema_migrations') IS NOT NULL").Scan(&known); err != nil {
		return 0, err
	}
	if !known {
		return 0, errNoVersion
	}
	var version int64
	var dirty bool
	err := m.db.QueryRowContext(ctx, "SELECT version, dirty FROM schema_migrations").Scan(&version, &dirty)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, errNoVersion
	case err != nil:
		return 0, err
	case dirty:
		return version, dirtyError(version)
	}
	return version, nil
}
