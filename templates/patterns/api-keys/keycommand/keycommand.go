// Package keycommand manages on the command line the keys by which a service
// knows callers.
package keycommand

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/api-keys/keyauth"
	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/shutdown/cli"
)

// overlap is the time that callers have to change over to a new key.
const overlap = 24 * time.Hour

// New returns the command. The keys are in the database of the service.
func New() cli.Command {
	return cli.Command{Name: "keys", Run: run, Usage: []string{
		"keys create [-role ROLE]... NAME SCOPE...\tmake a key, and print it: this once",
		"keys rotate PREFIX\tmake another like it; the old one ends in a day",
		"keys revoke PREFIX\tend a key now",
		"keys list\tlist the keys of callers",
	}}
}

func run(ctx context.Context, args, environ []string, stdout io.Writer) error {
	if !known(args) {
		return fmt.Errorf("%w keys %q", cli.ErrUsage, strings.Join(args, " "))
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
	const nameAndScope, prefix = 2, 2
	switch {
	case len(args) == 0:
		return false
	case args[0] == "create":
		roles, rest := rolesOf(args[1:])
		return len(rest) >= nameAndScope && !strings.HasPrefix(rest[0], "-") && !slices.Contains(roles, "")
	case args[0] == "rotate" || args[0] == "revoke":
		return len(args) == prefix
	}
	return args[0] == "list" && len(args) == 1
}

func execute(ctx context.Context, store *keyauth.Store, args []string, stdout io.Writer) error {
	switch args[0] {
	case "create":
		roles, rest := rolesOf(args[1:])
		return show(stdout)(store.Create(ctx, rest[0], rest[1:], roles...))
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
		if _, err := fmt.Fprintf(table, "%s\t%s\t%s\troles %s\texpires %s\tused %s\n",
			record.Prefix, record.Name, strings.Join(record.Scopes, ","), cmp.Or(strings.Join(record.Roles, ","), "none"), when(record.ExpiresAt), when(record.LastUsedAt)); err != nil {
			return err
		}
	}
	return table.Flush()
}

// rolesOf takes the roles from before the name and the scopes of a key.
func rolesOf(args []string) (roles, rest []string) {
	const option = 2 // the place after -role and its value
	for len(args) >= option && args[0] == "-role" {
		roles, args = append(roles, args[1]), args[option:]
	}
	return roles, args
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
