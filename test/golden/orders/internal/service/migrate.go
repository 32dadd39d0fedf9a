package service

import (
	"context"
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"github.com/acme/orders/internal/config"
	"github.com/acme/orders/internal/platform/migrate"
	"github.com/acme/orders/migrations"
)

// Migrate changes the schema of the database.
func Migrate() Subcommand {
	return Subcommand{Name: "migrate", Run: runMigrate, Usage: []string{
		"migrate up       bring the database's schema up to date",
		"migrate down     take the last migration back",
		"migrate status   list the migrations",
	}}
}

// runMigrate executes one of the migrate commands.
func runMigrate(ctx context.Context, build Build, command string, environ []string, stdout io.Writer) (failure error) {
	settings, err := config.Load(environ)
	if err != nil {
		return err
	}
	w, err := pass(ctx, &Wiring{Build: build, Config: settings, Stdout: stdout}, observing)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, w.Close(ctx)) }()
	migrator, err := migrate.Open(settings.Database.URL.Reveal(), migrations.Files, w.Log)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, migrator.Close(ctx)) }()
	switch command {
	case "up":
		return migrator.Up(ctx)
	case "down":
		return migrator.Down(ctx)
	case "status":
		return printStatus(ctx, migrator, stdout)
	}
	return fmt.Errorf("%w migrate %q: use up, down or status", errUsage, command)
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
