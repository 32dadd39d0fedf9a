// Package redislimit counts how often callers call in Redis, for all replicas
// together.
package redislimit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
)

// What happens while Redis is away.
const (
	// Open admits everything.
	Open = "open"
	// Closed refuses everything.
	Closed = "closed"
)

// Options are the settings of a Limiter.
type Options struct {
	// Prefix begins every key.
	Prefix string
	// Away is Open or Closed; with anything else, each replica counts for itself.
	Away string
	// Log tells when Redis is away, and when it is back.
	Log *slog.Logger
}

// Limiter counts in Redis.
type Limiter struct {
	client  redis.UniversalClient
	local   ratelimit.Limiter
	options Options
	// away is when Redis is asked again, in nanoseconds since 1970; zero while it
	// answers.
	away atomic.Int64
}

var _ ratelimit.Limiter = (*Limiter)(nil)

// New returns a Limiter on the client. The local one counts for this replica
// while Redis is away.
func New(client redis.UniversalClient, local ratelimit.Limiter, options Options) *Limiter {
	return &Limiter{client: client, local: local, options: options}
}

// pause is the time for which Redis is not asked after it did not answer, so that
// not every request waits for it.
const pause = 500 * time.Millisecond

// takeScript takes one token. A bucket is one moment by the clock of Redis, in
// microseconds: that at which it is full again. Its arguments are the
// microseconds in which a token comes back, and those in which the bucket fills.
// It returns whether there was one, the tokens that are left, the time until
// there is one, and that until all of them are back.
var takeScript = redis.NewScript(`
local token, burst = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local full = math.max(now, tonumber(redis.call('GET', KEYS[1]) or 0))
local missing = full + token - now - burst
if missing > 0 then return {0, 0, math.ceil(missing), math.ceil(full - now)} end
full = full + token
redis.call('SET', KEYS[1], string.format('%.2f', full), 'PX', math.ceil((full - now) / 1000))
return {1, math.floor((burst - (full - now)) / token), 0, math.ceil(full - now)}
`)

// Take implements ratelimit.Limiter.
func (l *Limiter) Take(ctx context.Context, key string, rate ratelimit.Rate) (ratelimit.Decision, error) {
	if until := l.away.Load(); until > time.Now().UnixNano() {
		return l.without(ctx, key, rate, errAway)
	}
	decision, err := l.take(ctx, key, rate)
	switch {
	case err == nil:
		if l.away.Swap(0) != 0 {
			l.options.Log.InfoContext(ctx, "callers are counted in Redis again")
		}
		return decision, nil
	case ctx.Err() != nil:
		return ratelimit.Decision{}, fmt.Errorf("count the caller: %w", ctx.Err())
	}
	if l.away.Swap(time.Now().Add(pause).UnixNano()) == 0 {
		l.options.Log.WarnContext(ctx, "callers are not counted in Redis", slog.String("instead", l.options.Away), slog.Any("error", err))
	}
	return l.without(ctx, key, rate, err)
}

func (l *Limiter) take(ctx context.Context, key string, rate ratelimit.Rate) (ratelimit.Decision, error) {
	token := float64(time.Second/time.Microsecond) / rate.PerSecond
	answer, err := takeScript.Run(ctx, l.client, []string{l.options.Prefix + ":" + key}, token, token*float64(rate.Burst)).Int64Slice()
	if err != nil {
		return ratelimit.Decision{}, err
	}
	return ratelimit.Decision{
		Allowed: answer[0] == 1, Remaining: int(answer[1]),
		Wait: time.Duration(answer[2]) * time.Microsecond, Full: time.Duration(answer[3]) * time.Microsecond,
	}, nil
}

var errAway = errors.New("redis did not answer a moment ago")

// without decides while Redis is away, because of cause.
func (l *Limiter) without(ctx context.Context, key string, rate ratelimit.Rate, cause error) (ratelimit.Decision, error) {
	switch l.options.Away {
	case Open:
		return ratelimit.Decision{Allowed: true, Remaining: rate.Burst}, nil
	case Closed:
		return ratelimit.Decision{}, fault.Busy("limiter_unavailable", "The service cannot count its callers now.", cause)
	}
	return l.local.Take(ctx, key, rate)
}
