package keycommand_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/api-keys/keyauth"
	"goldenpath.dev/patterns/api-keys/keycommand"
	"goldenpath.dev/patterns/shutdown/cli"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

func command(t *testing.T, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := keycommand.New().Run(t.Context(), args, []string{"DATABASE_URL=" + fixture.URL(t)}, &out)
	return strings.TrimSpace(out.String()), err
}

func TestAKeyIsMadeListedRotatedAndRevoked(t *testing.T) {
	t.Parallel()
	printed, err := command(t, "create", "-role", "clerk", "-role", "Auditor", "billing", "parcels:read", "parcels:write")
	require.NoError(t, err)
	key := keyauth.Key(printed)

	pool, err := pgxpool.New(t.Context(), fixture.URL(t))
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	principal, err := keyauth.New(keyauth.NewStore(pool), time.Minute).Authenticate(t.Context(), func(string) string { return printed })
	require.NoError(t, err)
	assert.Equal(t, []string{"parcels:read", "parcels:write"}, principal.Scopes)
	assert.Equal(t, []string{"clerk", "Auditor"}, principal.Roles)

	listed, err := command(t, "list")
	require.NoError(t, err)
	assert.Regexp(t, key.Prefix()+` +billing +parcels:read,parcels:write +roles clerk,Auditor +expires never +used 20`, listed)
	assert.NotContains(t, listed, printed)

	next, err := command(t, "rotate", key.Prefix())
	require.NoError(t, err)
	assert.NotEqual(t, printed, next)
	_, err = command(t, "revoke", keyauth.Key(next).Prefix())
	require.NoError(t, err)
	_, err = command(t, "revoke", keyauth.Key(next).Prefix())
	require.ErrorContains(t, err, "not_found")
}

func TestCommandsThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"create", "name"}, {"create", "-role", "clerk", "name"}, {"create", "-role", "", "name", "a:read"}, {"create", "-role=a", "name", "a:read"}, {"create", "-role"}, {"rotate"}, {"revoke", "a", "b"}, {"list", "all"}, {"sing"}} {
		_, err := command(t, args...)
		require.ErrorIs(t, err, cli.ErrUsage)
	}
}
