package service_test

import (
	"bytes"
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/pgtest"
	"github.com/acme/orders/internal/service"
)

// migrate runs one of the commands that change the schema.
func migrate(t *testing.T, database string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	settings := environ(t, []string{"DATABASE_URL=" + database})
	err := service.Run(t.Context(), build, append([]string{"migrate"}, args...), settings, &out)
	return out.String(), err
}

func TestUnknownMigrationsAreRefused(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"sideways"}} {
		out, err := migrate(t, "postgres://localhost:1/none", args...)
		assert.ErrorContains(t, err, "unknown command migrate", args)
		assert.Contains(t, out, "  test migrate up ")
		assert.NotContains(t, out, "serve", "only what was meant")
	}
	_, err := run(t, []string{"DATABASE_URL="}, "serve")
	assert.ErrorContains(t, err, "DATABASE_URL")
}

func TestTheSchemaIsMigratedByItsCommandOnly(t *testing.T) {
	t.Parallel()
	database := pgtest.Database(t)
	settings := []string{"DATABASE_URL=" + database, "DATABASE_CONNECTION_LIMIT=6"}
	assert.Equal(t, http.StatusServiceUnavailable, served(t, settings)["/readyz"], "the schema is not there")
	_, err := migrate(t, database, "up")
	require.NoError(t, err)
	status, err := migrate(t, database, "status")
	require.NoError(t, err)
	assert.NotContains(t, status, "missing")
	assert.Equal(t, http.StatusOK, served(t, settings)["/readyz"])
	for range 2 {
		_, err = migrate(t, database, "down")
		require.NoError(t, err)
	}
}
