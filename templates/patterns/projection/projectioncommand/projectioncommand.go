// Package projectioncommand asks on the command line for the projection to be
// built again, and tells how far it is.
package projectioncommand

import (
	"context"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/shutdown/cli"
)

// New returns the command. A service that serves on the same database does the
// work; what was built before is shown until then.
func New() cli.Command {
	return cli.Command{Name: "projection", Run: run, Usage: []string{
		"projection rebuild\tbuild the projection again, from all rows",
		"projection status\ttell what is shown, and what is being built",
	}}
}

func run(ctx context.Context, args, environ []string, stdout io.Writer) error {
	command := strings.Join(args, " ")
	if command != "rebuild" && command != "status" {
		return fmt.Errorf("%w projection %q", cli.ErrUsage, command)
	}
	settings, err := config.Load(environ)
	if err != nil {
		return err
	}
	pool, err := pgxpool.New(ctx, settings.Database.URL.Reveal())
	if err != nil {
		return fmt.Errorf("DATABASE_URL: %w", err)
	}
	defer pool.Close()
	db := pgdb.New(pool, settings.Database.ConnectTimeout)
	if command == "rebuild" {
		return projection.Rebuild(ctx, db)
	}
	builds, err := projection.Builds(ctx, db)
	if err != nil {
		return err
	}
	const padding = 2
	table := tabwriter.NewWriter(stdout, 0, 0, padding, ' ', 0)
	for _, build := range builds {
		if _, err := fmt.Fprintf(table, "%d\t%s\t%s\tbegun %s\n", build.ID, build.State, build.Resource, build.BegunAt.UTC().Format(time.RFC3339)); err != nil {
			return err
		}
	}
	return table.Flush()
}
