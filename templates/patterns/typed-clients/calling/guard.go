package calling

import (
	"context"
	"errors"
	"time"
)

// Guard stands before each attempt: it makes the attempt and returns what came of
// it, or a RefusedError.
type Guard func(attempt func() error) error

// RefusedError says that a guard let an attempt not go out.
type RefusedError struct {
	// Reason says why, for the log.
	Reason error
	// RetryAfter is the time after which an attempt may go out.
	RetryAfter time.Duration
}

// Error describes the refusal for the log.
func (e *RefusedError) Error() string { return "not sent: " + e.Reason.Error() }

// Unwrap returns the reason.
func (e *RefusedError) Unwrap() error { return e.Reason }

// Verdict is what an attempt says about the service that was called.
type Verdict int

// The verdicts.
const (
	Unknown Verdict = iota // nothing: the attempt ended for a reason of the caller's
	Well                   // it answers, whatever it thinks of the request
	Ill                    // it answers that it fails, or not at all
)

// Judge tells what the error of an attempt says about the service.
func Judge(err error) Verdict {
	if err == nil {
		return Well
	}
	if failure, ok := errors.AsType[*Failure](err); ok {
		return failure.Verdict
	}
	return Unknown
}

// guarded makes one attempt, if the guard lets it. hurried says that the caller
// gives less time than a call of the service has: running out of it says nothing.
func (c *Caller) guarded(ctx context.Context, request Request, hurried bool) error {
	if c.guard == nil {
		return request.Send(ctx)
	}
	return c.guard(func() error {
		err := request.Send(ctx)
		failure, ok := errors.AsType[*Failure](err)
		if !ok || !hurried || !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		unclear := *failure
		unclear.Verdict = Unknown
		return &unclear
	})
}
