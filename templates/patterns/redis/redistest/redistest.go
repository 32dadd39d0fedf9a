// Package redistest gives tests a real Redis, and names in it that no other
// test uses.
package redistest

import (
	"crypto/rand"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/redis/redispool"
)

// URLVariable names the environment variable with the URL of a Redis on which
// tests may write.
const URLVariable = "TEST_REDIS_URL"

// ClusterVariable names the environment variable with the URL of a node of a
// cluster on which tests may write. Few have one at hand, so nothing fails
// without it.
const ClusterVariable = "TEST_REDIS_CLUSTER_URL"

// URL returns the URL of the Redis. Without one, the test is skipped, or fails
// when it runs in CI, where nobody would notice.
func URL(t testing.TB) string {
	t.Helper()
	server := os.Getenv(URLVariable)
	if server == "" {
		if os.Getenv("CI") != "" {
			require.Fail(t, "no Redis to test on", "set %s", URLVariable)
		}
		t.Skipf("set %s to run this test, for example by 'make test-integration'", URLVariable)
	}
	return server
}

// Client opens the Redis for the length of the test.
func Client(t testing.TB) redis.UniversalClient {
	t.Helper()
	return Open(t, redispool.Options{URL: URL(t), Size: 32, Timeout: 5 * time.Second})
}

// Open opens a Redis for the length of the test.
func Open(t testing.TB, options redispool.Options) redis.UniversalClient {
	t.Helper()
	client, err := redispool.Open(options)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, client.Close()) })
	return client
}

// Each runs the test on the Redis, and on the cluster that ClusterVariable names,
// if it does.
func Each(t *testing.T, test func(*testing.T, redis.UniversalClient)) {
	t.Helper()
	t.Run("single", func(t *testing.T) {
		t.Parallel()
		test(t, Client(t))
	})
	cluster := os.Getenv(ClusterVariable)
	if cluster == "" {
		return
	}
	t.Run("cluster", func(t *testing.T) {
		t.Parallel()
		test(t, Open(t, redispool.Options{URL: cluster, Mode: redispool.Cluster, Size: 32, Timeout: 5 * time.Second}))
	})
}

// Prefix returns a prefix of keys that no other test has.
func Prefix() string { return "test-" + strings.ToLower(rand.Text()) }
