package redispool_test

import (
	"context"
	"os"
	"strconv"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/redis/redispool"
	"goldenpath.dev/patterns/redis/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestThePoolAnswersAndNamesItself(t *testing.T) {
	t.Parallel()
	client := redistest.Open(t, redispool.Options{URL: redistest.URL(t), Application: "orders", Size: 2, Timeout: 5 * time.Second})
	require.NoError(t, redispool.Check(client)(t.Context()))
	name, err := client.ClientGetName(t.Context()).Result()
	require.NoError(t, err)
	assert.Equal(t, "orders", name)
}

func TestARedisThatIsAwayKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	client := redistest.Open(t, redispool.Options{URL: "redis://127.0.0.1:1", Size: 2, Timeout: 100 * time.Millisecond})
	start := time.Now()
	require.Error(t, redispool.Check(client)(t.Context()))
	assert.Less(t, time.Since(start), time.Second)

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.ErrorIs(t, client.Ping(ctx).Err(), context.Canceled)
}

func TestTheAddressIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, mode := range []string{"single", redispool.Cluster} {
		for _, url := range []string{"", "http://user:hunter2@localhost", "redis://user:hunter2@localhost:port"} {
			_, err := redispool.Open(redispool.Options{URL: url, Mode: mode})
			require.ErrorContains(t, err, "REDIS_URL", "%s %s", mode, url)
			assert.NotContains(t, err.Error(), "hunter2")
		}
	}
}

func TestEveryMasterOfAClusterIsAsked(t *testing.T) {
	t.Parallel()
	url := os.Getenv(redistest.ClusterVariable)
	if url == "" {
		url = redistest.URL(t)
		client := redistest.Open(t, redispool.Options{URL: url, Mode: redispool.Cluster, Size: 2, Timeout: 5 * time.Second})
		require.Error(t, redispool.Check(client)(t.Context()), "a single server is no cluster")
		return
	}
	client := redistest.Open(t, redispool.Options{URL: url, Mode: redispool.Cluster, Size: 2, Timeout: 5 * time.Second})
	require.NoError(t, redispool.Check(client)(t.Context()))
	asked := make(chan string, 16)
	require.NoError(t, redispool.EachMaster(t.Context(), client, func(ctx context.Context, master redis.Cmdable) error {
		info, err := master.InfoMap(ctx, "server").Result()
		asked <- info["Server"]["run_id"]
		return err
	}))
	assert.Len(t, asked, 3)
	prefix := redistest.Prefix()
	for n := range 50 {
		key := prefix + strconv.Itoa(n)
		require.NoError(t, client.Set(t.Context(), key, n, time.Minute).Err())
		stored, err := client.Get(t.Context(), key).Int()
		require.NoError(t, err)
		assert.Equal(t, n, stored)
	}
}
