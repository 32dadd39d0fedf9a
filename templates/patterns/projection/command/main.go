// Command sample-service-projection asks the service sample-service to build its
// projection again, and tells how far it is.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/projection/projection"
)

const usage = `usage:
  sample-service-projection rebuild   build the projection again, from all rows
  sample-service-projection status    tell what is shown, and what is being built

The service that works on the database of DATABASE_URL does it; what was built
before is shown until then.
`

// errUsage says that the command line makes no sense.
var errUsage = errors.New("unknown command")

func main() {
	if err := run(context.Background(), os.Args[1:], os.Environ(), os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run executes the command that args name, with the settings of environ.
func run(ctx context.Context, args, environ []string, stdout io.Writer) error {
	command := strings.Join(args, " ")
	if command != "rebuild" && command != "status" {
		_, err := io.WriteString(stdout, usage)
		return errors.Join(fmt.Errorf("%w %q", errUsage, command), err)
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
