package httpclient

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	firstDelay = 50 * time.Millisecond
	maxDelay   = 2 * time.Second
)

// try sends the request until it is answered, or trying again makes no sense.
func (c *Client) try(ctx context.Context, s sending) (int, error) {
	var last error
	for attempt := 1; ; attempt++ {
		err := c.share(ctx, s, c.options.Attempts-attempt+1)
		if refused, ok := errors.AsType[*RefusedError](err); ok {
			return attempt - 1, errors.Join(refused, last)
		}
		c.budget.note(err == nil || !isTrouble(err))
		if err == nil || attempt >= c.options.Attempts || !mayRepeat(s.Request, err) || !c.budget.allows() {
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
func (c *Client) share(ctx context.Context, s sending, left int) error {
	deadline, ok := ctx.Deadline()
	if !ok || !isIdempotent(s.Request) {
		return c.guarded(ctx, s)
	}
	limited, cancel := context.WithTimeout(ctx, time.Until(deadline)/time.Duration(left))
	defer cancel()
	return c.guarded(limited, s)
}

// isIdempotent says whether sending the request twice does what once does, and
// is answered alike: a precondition holds only once.
func isIdempotent(request Request) bool {
	if request.Header.Get("Idempotency-Key") != "" {
		return true
	}
	switch request.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	case http.MethodPut, http.MethodDelete:
		return request.Header.Get("If-Match") == ""
	}
	return false
}

func mayRepeat(request Request, err error) bool {
	return isTrouble(err) && (isIdempotent(request) || wasNotSent(err))
}

// isTrouble says whether the service could not answer, now.
func isTrouble(err error) bool {
	if _, ok := errors.AsType[*RefusedError](err); ok {
		return true
	}
	if refusal, ok := errors.AsType[*AnswerError](err); ok {
		switch refusal.Status {
		case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return true
		}
		return false
	}
	for _, other := range []error{errUnsendable, errTooLarge, errUnreadable, context.Canceled} {
		if errors.Is(err, other) {
			return false
		}
	}
	return err != nil
}

// wasNotSent says whether there was no connection to send anything over.
func wasNotSent(err error) bool {
	operation, ok := errors.AsType[*net.OpError](err)
	return ok && operation.Op == "dial"
}

func retryAfter(err error) time.Duration {
	if refused, ok := errors.AsType[*RefusedError](err); ok {
		return refused.RetryAfter
	}
	if refusal, ok := errors.AsType[*AnswerError](err); ok {
		return refusal.RetryAfter
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
