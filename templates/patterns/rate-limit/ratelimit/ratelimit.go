// Package ratelimit bounds how often callers may do something. It knows no
// transport: httplimit and rpclimit put it before routes and calls.
package ratelimit

import (
	"context"
	"fmt"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// Rate is how often something may happen.
type Rate struct {
	// PerSecond is how often it may happen for long.
	PerSecond float64
	// Burst is how often it may happen at once, after a rest.
	Burst int
}

// Limiter counts.
type Limiter interface {
	// Take takes one of what the key may do at the rate, if there is one left.
	Take(ctx context.Context, key string, rate Rate) (Decision, error)
}

// Decision is the answer of a Limiter.
type Decision struct {
	// Allowed tells whether there was one left.
	Allowed bool
	// Remaining is how many are left now.
	Remaining int
	// Wait is the time until there is one again, where there was none.
	Wait time.Duration
	// Full is the time until all of Burst is there again.
	Full time.Duration
}

const (
	// mostPerSecond is the rate of which a token takes a microsecond, by which Redis
	// counts.
	mostPerSecond = 1_000_000
	// longest is the time in seconds in which a bucket has to be full again.
	longest = 365 * 24 * 60 * 60
)

// Check fails for a rate at which nothing could ever be taken, and for one that
// is finer or slower than what limiters count.
func (r Rate) Check() error {
	// A PerSecond that is no number is neither above nor below zero.
	if !(r.PerSecond > 0) || r.PerSecond > mostPerSecond || r.Burst < 1 || float64(r.Burst)/r.PerSecond > longest {
		return fmt.Errorf("%g a second with %d at once is no rate: write more than 0 and at most %d a second, at least 1 at once, and no more than fill within a year",
			r.PerSecond, r.Burst, mostPerSecond)
	}
	return nil
}

// Refused is the fault of a caller who was not allowed: Exhausted, with the time
// after which there is one again.
func (d Decision) Refused() error {
	exhausted := fault.New(fault.Exhausted, "rate_limited", "This operation was called too often.")
	exhausted.RetryAfter = d.Wait
	return exhausted
}

// Caller names who has the buckets: callers are known by their credentials, by
// their address otherwise.
func Caller(ctx context.Context) string {
	info := requestinfo.From(ctx)
	if info.Caller != "" {
		return "caller " + info.Caller
	}
	return "address " + network(info.Client)
}
