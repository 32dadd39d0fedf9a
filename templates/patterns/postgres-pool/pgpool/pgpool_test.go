package pgpool_test

import (
	"context"
	"crypto/rand"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/postgres-pool/pgpool"
	"goldenpath.dev/patterns/testing/pgtest"
)

func TestSizeSharesTheLimitBetweenReplicas(t *testing.T) {
	t.Parallel()
	assert.Equal(t, 30, pgpool.Options{ServerLimit: 90, Replicas: 3}.Size())
	assert.Equal(t, 1, pgpool.Options{ServerLimit: 2, Replicas: 3}.Size())
	assert.Equal(t, 5, pgpool.Options{ServerLimit: 5}.Size())
}

func TestOpenKeepsThePasswordToItself(t *testing.T) {
	t.Parallel()
	_, err := pgpool.Open(t.Context(), pgpool.Options{URL: "postgres://u:hunter2@host:port/x"})
	require.Error(t, err)
	assert.NotContains(t, err.Error(), "hunter2")
}

func TestConnectionsHaveTheSettings(t *testing.T) {
	t.Parallel()
	pool, err := pgpool.Open(t.Context(), pgpool.Options{
		URL: pgtest.Database(t), Application: "pool test", ServerLimit: 6, Replicas: 3, StatementTimeout: 500 * time.Millisecond,
		Lifetime: time.Minute, LifetimeJitter: 6 * time.Second, IdleTime: time.Minute,
	})
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	assert.EqualValues(t, 2, pool.Config().MaxConns)
	assert.Equal(t, 6*time.Second, pool.Config().MaxConnLifetimeJitter)

	var application string
	var now time.Time
	require.NoError(t, pool.QueryRow(t.Context(), "SELECT current_setting('application_name'), now()").Scan(&application, &now))
	assert.Equal(t, "pool test", application)
	assert.Equal(t, time.UTC, now.Location())

	_, err = pool.Exec(t.Context(), "SELECT pg_sleep(1)")
	assert.ErrorContains(t, err, "statement timeout")
}

func TestStatementsStayPreparedOnlyIfAsked(t *testing.T) {
	t.Parallel()
	for size, kept := range map[int]int{0: 0, 8: 1} {
		pool, err := pgpool.Open(t.Context(), pgpool.Options{URL: pgtest.Database(t), ServerLimit: 1, Lifetime: time.Minute, StatementCache: size})
		require.NoError(t, err)
		t.Cleanup(pool.Close)
		for range 2 {
			var one int
			require.NoError(t, pool.QueryRow(t.Context(), "SELECT $1::int", 1).Scan(&one))
		}
		var prepared int
		err = pool.QueryRow(t.Context(), "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT $1::int'").Scan(&prepared)
		require.NoError(t, err)
		assert.Equal(t, kept, prepared, "a cache of %d", size)
	}
}

func TestABusyPoolIsNotAway(t *testing.T) {
	t.Parallel()
	pool, err := pgpool.Open(t.Context(), pgpool.Options{
		URL: pgtest.Database(t), ServerLimit: 1, StatementTimeout: time.Second, Lifetime: time.Minute, IdleTime: time.Minute,
	})
	require.NoError(t, err)
	require.NoError(t, pgpool.Check(pool)(t.Context()))
	conn, err := pool.Acquire(t.Context())
	require.NoError(t, err)
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	require.NoError(t, pgpool.Check(pool)(soon))
	require.ErrorContains(t, pgpool.Close(pool)(soon), "still in use")
	conn.Release()

	away, err := pgpool.Open(t.Context(), pgpool.Options{URL: "postgres://localhost:1/none", ServerLimit: 1})
	require.NoError(t, err)
	t.Cleanup(away.Close)
	assert.Error(t, pgpool.Check(away)(t.Context()))
}

// Credentials are taken from a file for each connection, as a platform replaces it:
// while requests go on, the user changes, and the first loses its login.
func TestCredentialsChangeWithoutAnInterruption(t *testing.T) {
	t.Parallel()
	server := pgtest.Database(t)
	admin, err := pgx.Connect(t.Context(), server)
	require.NoError(t, err)
	suffix := strings.ToLower(rand.Text())
	first, second := "first_"+suffix, "second_"+suffix
	for _, role := range []string{first, second} {
		_, err := admin.Exec(t.Context(), "CREATE ROLE "+role+" LOGIN PASSWORD '"+role+"'")
		require.NoError(t, err)
	}
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		_, err := admin.Exec(ctx, "DROP ROLE "+first+", "+second)
		assert.NoError(t, err)
		assert.NoError(t, admin.Close(ctx))
	})

	folder := t.TempDir()
	// As kubelet does: a link to a folder is replaced at once.
	put := func(role string) {
		generation := filepath.Join(folder, role)
		require.NoError(t, os.Mkdir(generation, 0o700))
		require.NoError(t, os.WriteFile(filepath.Join(generation, "pg_service.conf"), []byte("[shop]\nuser="+role+"\npassword="+role+"\n"), 0o600))
		require.NoError(t, os.Symlink(role, filepath.Join(folder, "next")))
		require.NoError(t, os.Rename(filepath.Join(folder, "next"), filepath.Join(folder, "data")))
	}
	put(first)
	address, err := url.Parse(server)
	require.NoError(t, err)
	query := address.Query()
	query.Set("service", "shop")
	query.Del("user")
	query.Set("servicefile", filepath.Join(folder, "data", "pg_service.conf"))
	address.User, address.RawQuery = nil, query.Encode()
	pool, err := pgpool.Open(t.Context(), pgpool.Options{
		URL: address.String(), ServerLimit: 4, StatementTimeout: time.Minute, ConnectTimeout: time.Minute,
		Lifetime: 50 * time.Millisecond, LifetimeJitter: 50 * time.Millisecond, IdleTime: time.Minute,
	})
	require.NoError(t, err)
	t.Cleanup(pool.Close)

	var work errgroup.Group
	var done atomic.Bool
	seen := make(chan string, 1)
	for range 4 {
		work.Go(func() error {
			for !done.Load() {
				var user string
				if err := pool.QueryRow(t.Context(), "SELECT current_user").Scan(&user); err != nil {
					return err
				}
				select {
				case seen <- user:
				default:
				}
			}
			return nil
		})
	}
	require.Equal(t, first, <-seen)
	put(second)
	// With as many connections of the second as there may be, none of the first is on its way.
	require.Eventually(t, func() bool {
		var came int32
		err := admin.QueryRow(t.Context(), "SELECT count(*) FROM pg_stat_activity WHERE usename = $1", second).Scan(&came)
		return err == nil && came == pool.Config().MaxConns
	}, time.Minute, time.Millisecond)
	_, err = admin.Exec(t.Context(), "ALTER ROLE "+first+" NOLOGIN")
	require.NoError(t, err)
	require.Eventually(t, func() bool { return <-seen == second }, time.Minute, time.Millisecond)
	done.Store(true)
	require.NoError(t, work.Wait())
}

func TestAPasswordIsReadForEachConnection(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pgpass")
	renew := pgpool.Renew("postgres://orders@localhost/shop?passfile=" + file)
	for _, password := range []string{"one", "two"} {
		require.NoError(t, os.WriteFile(file, []byte("*:*:*:orders:"+password+"\n"), 0o600))
		config := &pgx.ConnConfig{}
		require.NoError(t, renew(t.Context(), config))
		assert.Equal(t, "orders", config.User)
		assert.Equal(t, password, config.Password)
	}
	err := pgpool.Renew("postgres://localhost/shop?service=shop&servicefile="+file+".gone")(t.Context(), &pgx.ConnConfig{})
	assert.ErrorContains(t, err, "the database URL is not valid")
}
