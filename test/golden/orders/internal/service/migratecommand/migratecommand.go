// Package migratecommand changes the schema of the database on the command line.
package migratecommand

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/acme/orders/internal/config"
	"github.com/acme/orders/internal/platform/cli"
	"github.com/acme/orders/internal/platform/logging"
	"github.com/acme/orders/internal/platform/migrate"
	"github.com/acme/orders/migrations"
)

// New returns the command of a service. It logs what it changes.
func New(service, version string) cli.Command {
	run := func(ctx context.Context, args, environ []string, stdout io.Writer) error {
		command := strings.Join(args, " ")
		if command != "up" && command != "down" && command != "status" {
			return fmt.Errorf("%w migrate %q", cli.ErrUsage, command)
		}
		settings, err := config.Load(environ)
		if err != nil {
			return err
		}
		log, err := logger(service, version, settings.Log, stdout)
		if err != nil {
			return err
		}
		return execute(ctx, command, settings.Database.URL.Reveal(), log, stdout)
	}
	return cli.Command{Name: "migrate", Run: run, Usage: []string{
		"migrate up\tbring the database's schema up to date",
		"migrate down\ttake the last migration back",
		"migrate status\tlist the migrations",
	}}
}

func logger(service, version string, settings config.Log, stdout io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(settings.Level)); err != nil {
		return nil, err
	}
	return logging.New(stdout, logging.Options{Service: service, Version: version, Level: level, Text: settings.Format == "text"}), nil
}

func execute(ctx context.Context, command, database string, log *slog.Logger, stdout io.Writer) (failure error) {
	migrator, err := migrate.Open(database, migrations.Files, log)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, migrator.Close(ctx)) }()
	switch command {
	case "up":
		return migrator.Up(ctx)
	case "down":
		return migrator.Down(ctx)
	}
	return printStatus(ctx, migrator, stdout)
}

func printStatus(ctx context.Context, migrator *migrate.Migrator, stdout io.Writer) error {
	steps, err := migrator.Status(ctx)
	if err != nil {
		return err
	}
	const padding = 2
	table := tabwriter.NewWriter(stdout, 0, 0, padding, ' ', 0)
	for _, step := range steps {
		applied := "missing"
		if step.Applied {
			applied = "applied"
		}
		if !step.AppliedAt.IsZero() {
			applied = step.AppliedAt.UTC().Format(time.RFC3339)
		}
		if _, err := fmt.Fprintf(table, "%d\t%s\t%s\n", step.Version, step.Name, applied); err != nil {
			return err
		}
	}
	return table.Flush()
}
