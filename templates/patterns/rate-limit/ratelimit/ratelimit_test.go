package ratelimit_test

import (
	"context"
	"math"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

func take(t *testing.T, limiter ratelimit.Limiter, key string, rate ratelimit.Rate) ratelimit.Decision {
	t.Helper()
	decision, err := limiter.Take(t.Context(), key, rate)
	require.NoError(t, err)
	return decision
}

func TestABucketIsEmptiedAndFillsAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter, rate := ratelimit.NewMemory(), ratelimit.Rate{PerSecond: 2, Burst: 3}
		for remaining := 2; remaining >= 0; remaining-- {
			decision := take(t, limiter, "ann", rate)
			assert.True(t, decision.Allowed)
			assert.Equal(t, remaining, decision.Remaining)
		}
		refused := ratelimit.Decision{Wait: 500 * time.Millisecond, Full: 1500 * time.Millisecond}
		assert.Equal(t, refused, take(t, limiter, "ann", rate))
		assert.Equal(t, refused, take(t, limiter, "ann", rate), "asking costs nothing")
		assert.True(t, take(t, limiter, "bob", rate).Allowed, "others have buckets of their own")

		time.Sleep(499 * time.Millisecond)
		assert.False(t, take(t, limiter, "ann", rate).Allowed)
		time.Sleep(time.Millisecond)
		assert.Equal(t, ratelimit.Decision{Allowed: true, Full: 1500 * time.Millisecond}, take(t, limiter, "ann", rate))

		time.Sleep(time.Hour)
		assert.Equal(t, 2, take(t, limiter, "ann", rate).Remaining, "a rest fills no more than the bucket")
	})
}

// Callers use two operations at once, each with a rate of its own.
func TestNeverMoreThanBurstAndRate(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const callers, long = 16, 10 * time.Second
		limiter := ratelimit.NewMemory()
		operations := []struct {
			key      string
			rate     ratelimit.Rate
			admitted atomic.Int64
		}{{key: "GET ann", rate: ratelimit.Rate{PerSecond: 50, Burst: 20}}, {key: "POST ann", rate: ratelimit.Rate{PerSecond: 5, Burst: 10}}}
		ctx, cancel := context.WithTimeout(t.Context(), long)
		defer cancel()
		var calling sync.WaitGroup
		for i := range callers {
			operation := &operations[i%len(operations)]
			calling.Go(func() {
				for ctx.Err() == nil {
					if decision, err := limiter.Take(ctx, operation.key, operation.rate); err == nil && decision.Allowed {
						operation.admitted.Add(1)
					}
					time.Sleep(time.Duration(i+1) * time.Millisecond)
				}
			})
		}
		calling.Wait()
		for i := range operations {
			operation := &operations[i]
			most := float64(operation.rate.Burst) + operation.rate.PerSecond*long.Seconds()
			assert.LessOrEqual(t, operation.admitted.Load(), int64(most), operation.key)
			assert.Greater(t, operation.admitted.Load(), int64(0.95*most), "and not much less, %s", operation.key)
		}
	})
}

func TestManyCallersDoNotFillTheMemory(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		limiter, rate := ratelimit.NewMemory(), ratelimit.Rate{PerSecond: 1000, Burst: 1}
		for n := range 200_000 {
			take(t, limiter, strconv.Itoa(n), rate)
			if n%1000 == 0 {
				time.Sleep(10 * time.Millisecond)
			}
		}
		assert.Less(t, limiter.Buckets(), 10_000)
	})
}

func TestCallersAreKnownByNameElseByNetwork(t *testing.T) {
	t.Parallel()
	for expected, infos := range map[string][]requestinfo.Info{
		"caller ann":                {{Client: "192.0.2.1", Caller: "ann"}, {Client: "192.0.2.2", Caller: "ann"}},
		"address 192.0.2.1":         {{Client: "192.0.2.1"}},
		"address 2001:db8::/64":     {{Client: "2001:db8::1"}, {Client: "2001:db8::2"}, {Client: "2001:db8::2%eth0"}},
		"address 2001:db8:0:1::/64": {{Client: "2001:db8:0:1::1"}},
		"address caller ann":        {{Client: "caller ann"}},
	} {
		for _, info := range infos {
			assert.Equal(t, expected, ratelimit.Caller(requestinfo.With(t.Context(), &info)))
		}
	}
}

func TestARefusalSaysWhenToComeBack(t *testing.T) {
	t.Parallel()
	var refused *fault.Error
	require.ErrorAs(t, ratelimit.Decision{Wait: time.Minute}.Refused(), &refused)
	assert.Equal(t, fault.Exhausted, refused.Kind)
	assert.Equal(t, time.Minute, refused.RetryAfter)
}

func TestARateOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	for _, rate := range []ratelimit.Rate{
		{}, {PerSecond: 1}, {Burst: 1}, {PerSecond: -1, Burst: 1}, {PerSecond: math.NaN(), Burst: 1},
		{PerSecond: math.Inf(1), Burst: 1}, {PerSecond: 1e6 + 1, Burst: 1}, {PerSecond: 1e-9, Burst: 1}, {PerSecond: 1, Burst: math.MaxInt},
	} {
		require.Error(t, rate.Check(), rate)
	}
	for _, rate := range []ratelimit.Rate{{PerSecond: 0.1, Burst: 1}, {PerSecond: 1e6, Burst: 1}, {PerSecond: 1e-6, Burst: 31}, {PerSecond: 1e6, Burst: 1e9}} {
		require.NoError(t, rate.Check())
		assert.True(t, take(t, ratelimit.NewMemory(), "ann", rate).Allowed)
	}
}
