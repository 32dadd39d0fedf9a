package calling

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"time"
)

const (
	firstDelay = 50 * time.Millisecond
	maxDelay   = 2 * time.Second
)

// try sends the request until it is answered, or trying again makes no sense.
func (c *Caller) try(ctx context.Context, request Request, hurried bool) (int, error) {
	var last error
	for attempt := 1; ; attempt++ {
		err := c.share(ctx, request, hurried, c.options.Attempts-attempt+1)
		if refused, ok := errors.AsType[*RefusedError](err); ok {
			return attempt - 1, errors.Join(refused, last)
		}
		c.budget.note(err == nil || !isTrouble(err))
		if err == nil || attempt >= c.options.Attempts || !mayRepeat(request, err) || !c.budget.allows() {
			return attempt, err
		}
		last = err
		if !pause(ctx, max(backoff(attempt), retryAfter(err))) {
			return attempt, err
		}
	}
}

// share makes one attempt in its share of the time that is left. Who is not
// tried again has all of it.
func (c *Caller) share(ctx context.Context, request Request, hurried bool, left int) error {
	deadline, ok := ctx.Deadline()
	if !ok || !request.Repeatable {
		return c.guarded(ctx, request, hurried)
	}
	limited, cancel := context.WithTimeout(ctx, time.Until(deadline)/time.Duration(left))
	defer cancel()
	return c.guarded(limited, request, hurried)
}

func mayRepeat(request Request, err error) bool {
	failure, ok := errors.AsType[*Failure](err)
	return ok && failure.Trouble && (request.Repeatable || failure.Unsent)
}

// isTrouble says whether the service could not answer, now.
func isTrouble(err error) bool {
	if _, ok := errors.AsType[*RefusedError](err); ok {
		return true
	}
	failure, ok := errors.AsType[*Failure](err)
	return ok && failure.Trouble
}

func retryAfter(err error) time.Duration {
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		return refused.RetryAfter
	}
	if failure, ok := errors.AsType[*Failure](err); ok {
		return failure.RetryAfter
	}
	return 0
}

// backoff is a time at random, up to one that doubles with each attempt: who
// failed together does not come back together.
func backoff(attempt int) time.Duration {
	ceiling := maxDelay
	if shift := attempt - 1; shift < 6 {
		ceiling = min(maxDelay, firstDelay<<shift)
	}
	//nolint:gosec // it spreads attempts and protects nothing
	return rand.N(ceiling)
}

// pause waits, unless no time would be left for an attempt.
func pause(ctx context.Context, delay time.Duration) bool {
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= delay {
		return false
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// budget keeps attempts from multiplying the load of a service that is in
// trouble: failures cost a token, the rest earns a part of one, and once half
// of them are spent nothing is tried again.
type budget struct {
	mutex sync.Mutex
	spent float64
}

const (
	tokens = 10
	earned = 0.1
)

func (b *budget) note(well bool) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if well {
		b.spent = max(0, b.spent-earned)
	} else {
		b.spent = min(tokens, b.spent+1)
	}
}

func (b *budget) allows() bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.spent < tokens/2
}
