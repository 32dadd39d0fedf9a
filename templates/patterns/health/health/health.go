// Package health answers the probes of an orchestrator.
package health

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Check asks whether something that the service needs works.
type Check struct {
	// Name names what is checked.
	Name string
	// Hard says that the service cannot do its work without it. What is not
	// hard is reported and keeps no request away.
	Hard bool
	// Run returns why it does not work, or nil. It ends when ctx is done.
	Run func(ctx context.Context) error
}

// Options are the settings of a Health.
type Options struct {
	// Timeout is the time that all checks together may take.
	Timeout time.Duration
	// MaxAge is the time for which a result is good, so that probes put no load
	// on what they check.
	MaxAge time.Duration
}

// Health knows whether the service can do its work.
type Health struct {
	checks   []Check
	options  Options
	started  atomic.Bool
	draining atomic.Bool

	mutex   sync.Mutex
	checked time.Time
	results []Result
}

// Result is the outcome of a check.
type Result struct {
	Name string
	Hard bool
	Err  error
}

// New returns a Health for the given checks.
func New(checks []Check, options Options) *Health {
	return &Health{checks: checks, options: options}
}

// Drain makes the service report that it wants no new work.
func (h *Health) Drain(context.Context) error {
	h.draining.Store(true)
	return nil
}

// Ready tells whether the service can work, with the results of the checks. The
// first time that it can ends the start.
func (h *Health) Ready(ctx context.Context) (bool, []Result) {
	results := h.run(ctx)
	ready := !h.draining.Load()
	for _, result := range results {
		ready = ready && (result.Err == nil || !result.Hard)
	}
	if ready {
		h.started.Store(true)
	}
	return ready, results
}

// Started tells whether the service was ever ready.
func (h *Health) Started(ctx context.Context) (bool, []Result) {
	if h.started.Load() {
		return true, nil
	}
	return h.Ready(ctx)
}

func (h *Health) run(ctx context.Context) []Result {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	if h.results != nil && time.Since(h.checked) < h.options.MaxAge {
		return h.results
	}
	// A probe that gives up must not spoil the result for the next one.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), h.options.Timeout)
	defer cancel()
	results := make([]Result, len(h.checks))
	var running sync.WaitGroup
	for i, check := range h.checks {
		running.Go(func() {
			results[i] = Result{Name: check.Name, Hard: check.Hard, Err: check.Run(ctx)}
		})
	}
	running.Wait()
	h.results, h.checked = results, time.Now()
	return results
}
