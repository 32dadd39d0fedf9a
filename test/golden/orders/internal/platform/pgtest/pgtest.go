// Package pgtest gives tests databases of their own on a real PostgreSQL.
package pgtest

import (
	"context"
	"crypto/rand"
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
// URL. Without a server to create it on, the test is skipped, or fails when it
// runs in CI, where nobody would notice.
func Database(t testing.TB) string {
	t.Helper()
	server := os.Getenv(URLVariable)
	if server == "" {
		if os.Getenv("CI") != "" {
			require.Fail(t, "no database to test on", "set %s", URLVariable)
		}
		t.Skipf("set %s to run this test, for example by 'make test-integration'", URLVariable)
	}
	name := "test_" + strings.ToLower(rand.Text())
	run(t, server, "CREATE DATABASE "+name)
	t.Cleanup(func() { run(t, server, "DROP DATABASE "+name+" WITH (FORCE)") })

	address, err := url.Parse(server)
	require.NoError(t, err)
	address.Path = "/" + name
	return address.String()
}

func run(t testing.TB, server, statement string) {
	t.Helper()
	// The test's own context has ended when it cleans up.
	ctx := context.WithoutCancel(t.Context())
	conn, err := pgx.Connect(ctx, server)
	require.NoError(t, err)
	_, err = conn.Exec(ctx, statement)
	require.NoError(t, err)
	require.NoError(t, conn.Close(ctx))
}
