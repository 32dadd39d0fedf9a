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

// Four replicas ask for one caller as often as they can, for two operations with
// a rate each. Buckets fill in a second, so that a busy machine that stops everybody
// for less leaves none of them full.
func TestReplicasTogetherNeverAdmitMoreThanBurstAndRate(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient) {
		const replicas, callers, long = 4, 4, 3 * time.Second
		prefix := redistest.Prefix()
		operations := []struct {
			key             string
			rate            ratelimit.Rate
			admitted, asked atomic.Int64
		}{{key: "GET ann", rate: ratelimit.Rate{PerSecond: 100, Burst: 100}}, {key: "POST ann", rate: ratelimit.Rate{PerSecond: 10, Burst: 10}}}
		ctx, cancel := context.WithTimeout(t.Context(), long)
		defer cancel()
		var calling sync.WaitGroup
		start := time.Now()
		for range replicas {
			limiter := limiterOn(client, prefix, redislimit.Closed)
			for i := range callers {
				operation := &operations[i%len(operations)]
				calling.Go(func() {
					for ctx.Err() == nil {
						operation.asked.Add(1)
						if decision, err := limiter.Take(ctx, operation.key, operation.rate); err == nil && decision.Allowed {
							operation.admitted.Add(1)
						}
					}
				})
			}
		}
		calling.Wait()
		took := time.Since(start)
		for i := range operations {
			of := &operations[i]
			within := func(d time.Duration) float64 { return float64(of.rate.Burst) + of.rate.PerSecond*d.Seconds() }
			assert.LessOrEqual(t, of.admitted.Load(), int64(within(took)), "%s, of %d", of.key, of.asked.Load())
			assert.Greater(t, of.admitted.Load(), int64(0.9*within(long)), "and not much less, %s, of %d", of.key, of.asked.Load())
		}
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
