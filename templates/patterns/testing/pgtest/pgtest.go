// Package pgtest gives tests databases of their own on a real PostgreSQL.
package pgtest

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/require"
)

// URLVariable names the environment variable with the URL of a PostgreSQL on
// which tests may create databases.
const URLVariable = "TEST_DATABASE_URL"

// Database creates an empty database that ends with the test, and returns its
// URL. See Create for what happens without a server.
func Database(t testing.TB) string {
	t.Helper()
	address, drop := Create(t)
	t.Cleanup(func() { require.NoError(t, drop()) })
	return address
}

// Create creates an empty database, and returns its URL and how to drop it.
// Without a server to create it on, the test is skipped, or fails when it runs
// in CI, where nobody would notice.
func Create(t testing.TB) (address string, drop func() error) {
	t.Helper()
	server := os.Getenv(URLVariable)
	if server == "" {
		if os.Getenv("CI") != "" {
			require.Fail(t, "no database to test on", "set %s", URLVariable)
		}
		t.Skipf("set %s to run this test, for example by 'make test-integration'", URLVariable)
	}
	name := "test_" + strings.ToLower(rand.Text())
	parsed, err := url.Parse(server)
	require.NoError(t, err)
	parsed.Path = "/" + name
	require.NoError(t, run(server, "CREATE DATABASE "+name))
	return parsed.String(), func() error { return run(server, "DROP DATABASE "+name+" WITH (FORCE)") }
}

func run(server, statement string) error {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, server)
	if err != nil {
		return fmt.Errorf("reach the server of %s: %w", URLVariable, err)
	}
	if _, err := conn.Exec(ctx, statement); err != nil {
		return fmt.Errorf("%s: %w", statement, err)
	}
	return conn.Close(ctx)
}
