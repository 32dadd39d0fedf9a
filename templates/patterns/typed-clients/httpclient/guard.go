package httpclient

import (
	"context"
	"errors"
	"fmt"
	"net/http"
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

// errHurried says that the caller gave less time than the service may take.
var errHurried = errors.New("the caller had less time than a call may take")

// Judge tells what the error of an attempt says about the service.
func Judge(err error) Verdict {
	if answer, ok := errors.AsType[*AnswerError](err); ok {
		if answer.Status >= http.StatusInternalServerError && answer.Status != http.StatusNotImplemented {
			return Ill
		}
		return Well
	}
	switch {
	case err == nil, errors.Is(err, errTooLarge), errors.Is(err, errUnreadable):
		return Well
	case errors.Is(err, errUnsendable), errors.Is(err, errHurried), errors.Is(err, context.Canceled):
		return Unknown
	}
	return Ill
}

// guarded makes one attempt, if the guard lets it.
func (c *Client) guarded(ctx context.Context, s sending) error {
	if c.guard == nil {
		return c.send(ctx, s)
	}
	return c.guard(func() error {
		err := c.send(ctx, s)
		if s.hurried && errors.Is(err, context.DeadlineExceeded) {
			return fmt.Errorf("%w: %w", errHurried, err)
		}
		return err
	})
}
