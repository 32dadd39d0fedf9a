package redislimit_test

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rate-limit-redis/redislimit"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/redis/redispool"
	"goldenpath.dev/patterns/redis/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, url, prefix, away string) *redislimit.Limiter {
	t.Helper()
	return limiterOn(redistest.Open(t, redispool.Options{URL: url, Size: 16, Timeout: 5 * time.Second}), prefix, away)
}

func limiterOn(client redis.UniversalClient, prefix, away string) *redislimit.Limiter {
	return redislimit.New(client, ratelimit.NewMemory(), redislimit.Options{Prefix: prefix, Away: away, Log: slog.New(slog.DiscardHandler)})
}

func take(t *testing.T, limiter ratelimit.Limiter, key string, rate ratelimit.Rate) ratelimit.Decision {
	t.Helper()
	decision, err := limiter.Take(t.Context(), key, rate)
	require.NoError(t, err)
	return decision
}

func TestABucketIsEmptiedAndFillsAgain(t *testing.T) {
	t.Parallel()
	limiter, rate := open(t, redistest.URL(t), redistest.Prefix(), redislimit.Closed), ratelimit.Rate{PerSecond: 0.5, Burst: 3}
	for remaining := 2; remaining >= 0; remaining-- {
		decision := take(t, limiter, "ann", rate)
		assert.True(t, decision.Allowed)
		assert.Equal(t, remaining, decision.Remaining)
		assert.Zero(t, decision.Wait)
	}
	for range 3 {
		refused := take(t, limiter, "ann", rate)
		assert.False(t, refused.Allowed)
		assert.Zero(t, refused.Remaining)
		assert.InDelta(t, 2, refused.Wait.Seconds(), 1)
		assert.InDelta(t, 6, refused.Full.Seconds(), 1, "asking costs nothing")
	}
	assert.True(t, take(t, limiter, "bob", rate).Allowed, "others have buckets of their own")

	fast := ratelimit.Rate{PerSecond: 20, Burst: 1}
	assert.True(t, take(t, limiter, "eve", fast).Allowed)
	refused := take(t, limiter, "eve", fast)
	require.False(t, refused.Allowed)
	time.Sleep(refused.Wait)
	assert.True(t, take(t, limiter, "eve", fast).Allowed, "a token is back when the answer says so")
}

// Four replicas ask for one caller as often as they can.
func TestReplicasTogetherNeverAdmitMoreThanBurstAndRate(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient) {
		const replicas, callers, long = 4, 4, 3 * time.Second
		rate, prefix := ratelimit.Rate{PerSecond: 200, Burst: 50}, redistest.Prefix()
		var admitted, asked atomic.Int64
		ctx, cancel := context.WithTimeout(t.Context(), long)
		defer cancel()
		var calling sync.WaitGroup
		start := time.Now()
		for range replicas {
			limiter := limiterOn(client, prefix, redislimit.Closed)
			for range callers {
				calling.Go(func() {
					for ctx.Err() == nil {
						asked.Add(1)
						if decision, err := limiter.Take(ctx, "ann", rate); err == nil && decision.Allowed {
							admitted.Add(1)
						}
					}
				})
			}
		}
		calling.Wait()
		most := float64(rate.Burst) + rate.PerSecond*time.Since(start).Seconds()
		assert.LessOrEqual(t, admitted.Load(), int64(most), "of %d", asked.Load())
		assert.Greater(t, admitted.Load(), int64(0.9*(float64(rate.Burst)+rate.PerSecond*long.Seconds())), "and not much less, of %d", asked.Load())
	})
}

const nowhere = "redis://127.0.0.1:1"

func TestWhileRedisIsAwayTheSettingDecides(t *testing.T) {
	t.Parallel()
	rate := ratelimit.Rate{PerSecond: 0.001, Burst: 1}
	admits := open(t, nowhere, "", redislimit.Open)
	for range 3 {
		assert.Equal(t, ratelimit.Decision{Allowed: true, Remaining: 1}, take(t, admits, "ann", rate))
	}
	refuses := open(t, nowhere, "", redislimit.Closed)
	for range 3 {
		_, err := refuses.Take(t.Context(), "ann", rate)
		assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	}
	counts := open(t, nowhere, "", "local")
	assert.True(t, take(t, counts, "ann", rate).Allowed)
	assert.False(t, take(t, counts, "ann", rate).Allowed)
}

func TestARequestThatIsCanceledCountsForNothing(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	limiter := open(t, redistest.URL(t), redistest.Prefix(), redislimit.Open)
	_, err := limiter.Take(ctx, "ann", ratelimit.Rate{PerSecond: 1, Burst: 1})
	require.ErrorIs(t, err, context.Canceled)
	assert.Zero(t, take(t, limiter, "ann", ratelimit.Rate{PerSecond: 1, Burst: 1}).Remaining, "Redis was not away")
}
