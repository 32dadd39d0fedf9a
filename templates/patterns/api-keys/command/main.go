// Command sample-service-keys manages the keys by which the service sample-service
// knows callers.
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

	"goldenpath.dev/patterns/api-keys/keyauth"
	"goldenpath.dev/patterns/env/config"
)

const usage = `usage:
  sample-service-keys create NAME SCOPE...   make a key, and print it: this once
  sample-service-keys rotate PREFIX          make another like it; the old one ends in a day
  sample-service-keys revoke PREFIX          end a key now
  sample-service-keys list                   list the keys

The keys are in the database that DATABASE_URL names.
`

// overlap is the time that callers have to change over to a new key.
const overlap = 24 * time.Hour

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
	if !known(args) {
		_, err := io.WriteString(stdout, usage)
		return errors.Join(fmt.Errorf("%w %q", errUsage, strings.Join(args, " ")), err)
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
	return execute(ctx, keyauth.NewStore(pool), args, stdout)
}

// known tells whether args are a command with what it wants.
func known(args []string) bool {
	const name, prefix = 3, 2
	switch {
	case len(args) == 0:
		return false
	case args[0] == "create":
		return len(args) >= name
	case args[0] == "rotate" || args[0] == "revoke":
		return len(args) == prefix
	}
	return args[0] == "list" && len(args) == 1
}

func execute(ctx context.Context, store *keyauth.Store, args []string, stdout io.Writer) error {
	switch args[0] {
	case "create":
		return show(stdout)(store.Create(ctx, args[1], args[2:]))
	case "rotate":
		return show(stdout)(store.Rotate(ctx, args[1], overlap))
	case "revoke":
		return store.Revoke(ctx, args[1])
	}
	records, err := store.List(ctx)
	if err != nil {
		return err
	}
	const padding = 2
	table := tabwriter.NewWriter(stdout, 0, 0, padding, ' ', 0)
	for _, record := range records {
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\texpires %s\tused %s\n",
			record.Prefix, record.Name, strings.Join(record.Scopes, ","), when(record.ExpiresAt), when(record.LastUsedAt)); err != nil {
			return err
		}
	}
	return table.Flush()
}

func show(stdout io.Writer) func(keyauth.Key, error) error {
	return func(key keyauth.Key, err error) error {
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(stdout, key)
		return err
	}
}

func when(moment *time.Time) string {
	if moment == nil {
		return "never"
	}
	return moment.UTC().Format(time.RFC3339)
}
