// Package breaker stops calling a service that fails, until it may be well again.
package breaker

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/sony/gobreaker/v2"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/typed-clients/calling"
)

const (
	// parts is in how many the window moves on.
	parts = 10
	// soon is when to come back while others find out whether the service is well.
	soon    = time.Second
	percent = 100
)

// Options say when a circuit opens, and when it is tried.
type Options struct {
	// Percent is the share of failed attempts at which it opens; above 100 it never does.
	Percent int
	// Attempts is how many there have to be in the window before any share counts.
	Attempts int
	// Window is the time that is looked back.
	Window time.Duration
	// Pause is the time for which nothing is sent.
	Pause time.Duration
	// Probes is how many attempts are then let out at a time; so many have to succeed
	// for the circuit to close, and one that fails opens it again.
	Probes int
	// Log is told when a circuit changes.
	Log *slog.Logger
}

// Circuit stands before the attempts to call one service. Several goroutines may
// use it.
type Circuit struct {
	name     string
	breaker  *gobreaker.CircuitBreaker[struct{}]
	opened   atomic.Uint64
	refused  atomic.Uint64
	reopenAt atomic.Pointer[time.Time]
}

// State is what a circuit does with attempts.
type State string

// The states.
const (
	Closed   State = "closed"    // attempts go out
	Open     State = "open"      // none does
	HalfOpen State = "half_open" // a few do, to find out
)

// States are all of them.
func States() []State { return []State{Closed, Open, HalfOpen} }

// Protect puts a circuit before the attempts of each caller. It is for the start:
// nothing may be called yet.
func Protect(callers []*calling.Caller, options Options) []*Circuit {
	circuits := make([]*Circuit, len(callers))
	for i, caller := range callers {
		circuits[i] = newCircuit(caller.Name(), options)
		caller.Guard(circuits[i].Guard)
	}
	return circuits
}

func newCircuit(name string, options Options) *Circuit {
	circuit := &Circuit{name: name}
	circuit.breaker = gobreaker.NewCircuitBreaker[struct{}](gobreaker.Settings{
		Name:         name,
		MaxRequests:  uint32(options.Probes), //nolint:gosec // the settings say that it is small and positive
		Interval:     options.Window,
		BucketPeriod: max(options.Window/parts, 1),
		Timeout:      options.Pause,
		ReadyToTrip: func(counts gobreaker.Counts) bool {
			said := uint64(counts.TotalSuccesses) + uint64(counts.TotalFailures)
			return said >= uint64(options.Attempts) && //nolint:gosec // as above
				uint64(counts.TotalFailures)*percent >= uint64(options.Percent)*said //nolint:gosec // as above
		},
		OnStateChange: func(_ string, from, to gobreaker.State) { circuit.changed(options, from, to) },
		IsSuccessful:  func(err error) bool { return calling.Judge(err) != calling.Ill },
		IsExcluded:    func(err error) bool { return calling.Judge(err) == calling.Unknown },
	})
	return circuit
}

func (c *Circuit) changed(options Options, from, to gobreaker.State) {
	level := slog.LevelInfo
	if to == gobreaker.StateOpen {
		level = slog.LevelWarn
		again := time.Now().Add(options.Pause)
		c.reopenAt.Store(&again)
		c.opened.Add(1)
	}
	options.Log.LogAttrs(context.Background(), level, "circuit changed",
		slog.String("upstream", c.name), slog.String("from", string(stateOf(from))), slog.String("to", string(stateOf(to))))
}

// Guard makes the attempt, unless the service is not to be called now.
func (c *Circuit) Guard(attempt func() error) error {
	_, err := c.breaker.Execute(func() (struct{}, error) { return struct{}{}, attempt() })
	switch {
	case errors.Is(err, gobreaker.ErrOpenState):
		c.refused.Add(1)
		return &calling.RefusedError{Reason: err, RetryAfter: c.left()}
	case errors.Is(err, gobreaker.ErrTooManyRequests):
		c.refused.Add(1)
		return &calling.RefusedError{Reason: err, RetryAfter: soon}
	}
	return err
}

// left is the time until the service is tried again.
func (c *Circuit) left() time.Duration {
	if at := c.reopenAt.Load(); at != nil {
		return max(0, time.Until(*at))
	}
	return 0
}

// Name names the service behind the circuit.
func (c *Circuit) Name() string { return c.name }

// State tells what happens to an attempt now.
func (c *Circuit) State() State { return stateOf(c.breaker.State()) }

// Opened is how often the circuit has opened.
func (c *Circuit) Opened() uint64 { return c.opened.Load() }

// Refused is how many attempts did not go out.
func (c *Circuit) Refused() uint64 { return c.refused.Load() }

func stateOf(state gobreaker.State) State {
	switch state {
	case gobreaker.StateOpen:
		return Open
	case gobreaker.StateHalfOpen:
		return HalfOpen
	case gobreaker.StateClosed:
	}
	return Closed
}

// Checks tell which circuits are not closed. What needs none of these services
// works, so none of them keeps requests away.
func Checks(circuits []*Circuit) []health.Check {
	checks := make([]health.Check, len(circuits))
	for i, circuit := range circuits {
		checks[i] = health.Check{Name: "circuit-" + circuit.name, Run: circuit.check}
	}
	return checks
}

func (c *Circuit) check(context.Context) error {
	if state := c.State(); state != Closed {
		return fmt.Errorf("the circuit is %s: %s has failed too often", state, c.name)
	}
	return nil
}
