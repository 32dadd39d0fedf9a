package keyauth_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/api-keys/keyauth"
	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

func open(t *testing.T) *pgxpool.Pool {
	t.Helper()
	pool, err := pgxpool.New(context.WithoutCancel(t.Context()), fixture.URL(t))
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	return pool
}

func authenticate(t *testing.T, authenticator *keyauth.Authenticator, key keyauth.Key) (*auth.Principal, error) {
	t.Helper()
	headers := http.Header{}
	headers.Set(keyauth.Header, string(key))
	return authenticator.Authenticate(t.Context(), headers.Get)
}

// record returns what is kept of a key.
func record(t *testing.T, store *keyauth.Store, key keyauth.Key) keyauth.Record {
	t.Helper()
	records, err := store.List(t.Context())
	require.NoError(t, err)
	for _, one := range records {
		if one.Prefix == key.Prefix() {
			return one
		}
	}
	require.Fail(t, "no such key")
	return keyauth.Record{}
}

func TestAKeyIsKnownAndOnlyItsHashKept(t *testing.T) {
	t.Parallel()
	pool := open(t)
	store := keyauth.NewStore(pool)
	authenticator := keyauth.New(store, time.Minute)
	key, err := store.Create(t.Context(), "billing", []string{"parcels:read", "parcels:write"}, "clerk", "Auditor")
	require.NoError(t, err)
	assert.Nil(t, record(t, store, key).LastUsedAt)

	for range 2 {
		principal, err := authenticate(t, authenticator, key)
		require.NoError(t, err)
		assert.Equal(t, &auth.Principal{Subject: "key billing", Scopes: []string{"parcels:read", "parcels:write"}, Roles: []string{"clerk", "Auditor"}}, principal)
	}
	assert.WithinDuration(t, time.Now(), *record(t, store, key).LastUsedAt, time.Minute)

	_, secret, _ := strings.Cut(string(key), "_")
	var rows []string
	require.NoError(t, pool.QueryRow(t.Context(), "SELECT array_agg(k::text) FROM caller_keys k").Scan(&rows))
	assert.NotContains(t, strings.Join(rows, "\n"), secret)
}

func TestOtherKeysAreRefused(t *testing.T) {
	t.Parallel()
	store := keyauth.NewStore(open(t))
	authenticator := keyauth.New(store, time.Minute)
	key, err := store.Create(t.Context(), "billing", []string{})
	require.NoError(t, err)
	other, err := store.Create(t.Context(), "other", []string{})
	require.NoError(t, err)
	_, secret, _ := strings.Cut(string(other), "_")
	refused := map[string]keyauth.Key{
		"a prefix":          keyauth.Key(key.Prefix()),
		"no secret":         keyauth.Key(key.Prefix() + "_"),
		"another's secret":  keyauth.Key(key.Prefix() + "_" + secret),
		"a secret too long": key + "a",
		"made up":           "aaaaaaaaaa_bbbb",
		"no key at all":     "_",
		"no text":           keyauth.Key("\xff" + string(key[1:])),
		"another's prefix":  keyauth.Key(other.Prefix() + string(key)[len(key.Prefix()):]),
	}
	check := func() {
		for name, wrong := range refused {
			_, err := authenticate(t, authenticator, wrong)
			assert.Equal(t, fault.Unauthenticated, fault.KindOf(err), name)
		}
	}
	check()
	_, err = authenticate(t, authenticator, key)
	require.NoError(t, err)
	check() // the right one is in memory now
	principal, err := authenticate(t, authenticator, "")
	require.NoError(t, err)
	assert.Nil(t, principal, "no key is no mistake: there may be other credentials")
	assert.Nil(t, record(t, store, other).LastUsedAt, "a wrong key is no use of the right one")
}

func TestKeysAreRotatedWithAnOverlap(t *testing.T) {
	t.Parallel()
	store := keyauth.NewStore(open(t))
	old, err := store.Create(t.Context(), "billing", []string{"parcels:read"}, "clerk")
	require.NoError(t, err)
	const overlap = 2 * time.Second
	next, err := store.Rotate(t.Context(), old.Prefix(), overlap)
	require.NoError(t, err)
	authenticator := keyauth.New(store, time.Hour)
	for _, key := range []keyauth.Key{old, next} {
		principal, err := authenticate(t, authenticator, key)
		require.NoError(t, err)
		assert.Equal(t, &auth.Principal{Subject: "key billing", Scopes: []string{"parcels:read"}, Roles: []string{"clerk"}}, principal)
	}
	time.Sleep(overlap)
	_, err = authenticate(t, authenticator, old)
	assert.Equal(t, fault.Unauthenticated, fault.KindOf(err), "not even from memory")
	_, err = authenticate(t, authenticator, next)
	require.NoError(t, err)
	_, err = store.Rotate(t.Context(), old.Prefix(), time.Hour)
	assert.Equal(t, fault.NotFound, fault.KindOf(err), "what has ended is not brought back")
}

func TestRevokedKeysEndWithTheirTimeInMemory(t *testing.T) {
	t.Parallel()
	store := keyauth.NewStore(open(t))
	key, err := store.Create(t.Context(), "billing", []string{})
	require.NoError(t, err)
	const maxAge = 100 * time.Millisecond
	authenticator := keyauth.New(store, maxAge)
	_, err = authenticate(t, authenticator, key)
	require.NoError(t, err)
	require.NoError(t, store.Revoke(t.Context(), key.Prefix()))
	time.Sleep(maxAge)
	_, err = authenticate(t, authenticator, key)
	assert.Equal(t, fault.Unauthenticated, fault.KindOf(err))
	assert.Equal(t, fault.NotFound, fault.KindOf(store.Revoke(t.Context(), key.Prefix())))
}

func TestKeysThatCannotBeReadAreUnavailable(t *testing.T) {
	t.Parallel()
	pool := open(t)
	pool.Close()
	_, err := authenticate(t, keyauth.New(keyauth.NewStore(pool), time.Minute), keyauth.Key("aaaaaaaaaa_"+strings.Repeat("b", 52)))
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
}
