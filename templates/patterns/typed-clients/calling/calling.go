// Package calling holds what calls to other services have in common, whatever
// carries them: a budget of time, a limit of how many are under way, and attempts
// that are repeated only where that cannot do anything twice.
package calling

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
)

// Of the time that a caller has left, a part is kept for the caller's answer.
const sharesForCall, shares = 9, 10

// Options say how a service is called.
type Options struct {
	// Name names the service in errors, measures and checks.
	Name string
	// Timeout is the time that a call may take, all attempts together.
	Timeout time.Duration
	// Attempts is how often a call is tried at most.
	Attempts int
	// Concurrency is how many calls may be under way at a time; others wait.
	Concurrency int
}

// Caller makes the calls of one service. Several goroutines may use it.
type Caller struct {
	options Options
	slots   chan struct{}
	budget  budget
	guard   Guard
	observe func(Call)
	trouble atomic.Pointer[trouble]

	credentials Credentials
}

// Request is a call to be made.
type Request struct {
	// Method names the operation in measures.
	Method string
	// About names it in errors.
	About string
	// Repeatable says whether sending it twice does what once does, and is
	// answered alike.
	Repeatable bool
	// Send makes one attempt. It fails with a Failure.
	Send func(ctx context.Context) error
}

// Call is what became of a request.
type Call struct {
	Upstream string
	Method   string
	// Attempts is how often it was sent.
	Attempts int
	// Duration includes waiting for a free place and between attempts.
	Duration time.Duration
	// Err is nil for a call that was answered as it should be.
	Err error
}

// Connection carries the calls of one service.
type Connection interface {
	Caller() *Caller
	Close() error
}

// New returns a caller.
func New(options Options) *Caller {
	return &Caller{options: options, slots: make(chan struct{}, options.Concurrency)}
}

// Observe lets observe see each call once it has ended. It is for the start:
// nothing may be called yet.
func (c *Caller) Observe(observe func(Call)) { c.observe = observe }

// Guard lets guard decide about each attempt. It is for the start: nothing may be
// called yet.
func (c *Caller) Guard(guard Guard) { c.guard = guard }

// Name names the service that is called.
func (c *Caller) Name() string { return c.options.Name }

// Do makes the call. One that is safe to repeat is tried again while time,
// attempts and the budget of the service last. Failures that mean something to
// callers are faults.
func (c *Caller) Do(ctx context.Context, request Request) error {
	started := time.Now()
	attempts, err := c.within(ctx, request)
	c.note(err)
	if c.observe != nil {
		c.observe(Call{
			Upstream: c.options.Name, Method: request.Method, Attempts: attempts, Duration: time.Since(started), Err: err,
		})
	}
	return err
}

// within makes the call in the time that it has.
func (c *Caller) within(ctx context.Context, request Request) (int, error) {
	allowed := allowance(ctx, c.options.Timeout)
	limited, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-limited.Done():
		full := fmt.Errorf("%d calls are under way: %w", c.options.Concurrency, limited.Err())
		return 0, c.translate(ctx, request, &Failure{Err: full, Trouble: true})
	}
	attempts, err := c.try(limited, request, allowed < c.options.Timeout)
	return attempts, c.translate(ctx, request, err)
}

// allowance is the time for a call: less than what the caller has left.
func allowance(ctx context.Context, timeout time.Duration) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return timeout
	}
	return min(timeout, time.Until(deadline)*sharesForCall/shares)
}

// translate turns what went wrong into a fault where it means something to who
// called. The rest is a defect of one of the two, and stays inside.
func (c *Caller) translate(caller context.Context, request Request, err error) error {
	if err == nil {
		return nil
	}
	told := fmt.Errorf("%s: %s: %w", c.options.Name, request.About, err)
	if caller.Err() != nil {
		return errors.Join(caller.Err(), told)
	}
	if isTrouble(err) {
		away := fault.Busy("upstream_unavailable", "The service "+c.options.Name+" does not answer.", told)
		away.RetryAfter = max(away.RetryAfter, retryAfter(err))
		return away
	}
	failure, ok := errors.AsType[*Failure](err)
	if !ok || failure.Fault == nil {
		return told
	}
	meant := *failure.Fault
	meant.Cause = told
	return &meant
}

// trouble is the newest failure to reach the service.
type trouble struct {
	at  time.Time
	err error
}

func (c *Caller) note(err error) {
	switch {
	case err != nil && fault.KindOf(err) == fault.Unavailable:
		c.trouble.Store(&trouble{at: time.Now(), err: err})
	case !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded):
		c.trouble.Store(nil)
	}
}

// Check returns why the newest call did not reach the service, or nil. It calls
// nothing itself: probes put no load on others.
func (c *Caller) Check(context.Context) error {
	if last := c.trouble.Load(); last != nil {
		return fmt.Errorf("%s ago: %w", time.Since(last.at).Round(time.Second), last.err)
	}
	return nil
}
