// Package lifecycle runs what a service is made of, and stops it in phases.
package lifecycle

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Phase is one step of the shutdown. Phases run one after another, what is in
// one phase stops at the same time.
type Phase int

// The phases, in the order in which they run.
const (
	Readiness Phase = iota + 1 // say that no new work is wanted
	Consumers                  // take no more messages and jobs
	Servers                    // finish the requests under way
	Producers                  // send what waits to be sent
	Telemetry                  // hand over what was measured
	Pools                      // close connections
)

// Runner works until it is stopped.
type Runner struct {
	// Name is for the log.
	Name string
	// Run works until a hook of the service stops it; an error ends the service.
	Run func() error
}

// Hook stops a part of the service.
type Hook struct {
	// Phase is the time at which the part stops.
	Phase Phase
	// Name is for the log.
	Name string
	// Stop returns when the part has stopped; it gives up when ctx is done.
	Stop func(ctx context.Context) error
}

// Options say how long the shutdown may take.
type Options struct {
	// Log receives what happens.
	Log *slog.Logger
	// Delay is the time between Readiness and the next phase, in which load
	// balancers learn that no new work is wanted.
	Delay time.Duration
	// Budget is the time that each phase may take.
	Budget time.Duration
}

// Run starts the runners, waits until ctx is done or one of them returns, and
// stops everything. It returns the first failure of a runner and those of hooks.
func Run(ctx context.Context, runners []Runner, hooks []Hook, options Options) error {
	ended := make(chan error, len(runners))
	var running sync.WaitGroup
	for _, runner := range runners {
		running.Go(func() { ended <- run(runner) })
	}
	var failure error
	delay := options.Delay
	select {
	case <-ctx.Done():
		options.Log.Info("stopping", slog.String("reason", context.Cause(ctx).Error()))
	case failure = <-ended:
		options.Log.Error("stopping", slog.Any("reason", failure))
		delay = 0 // without its runners the service has nothing to wait for
	}
	failure = errors.Join(failure, Stop(context.WithoutCancel(ctx), hooks, delay, options))
	running.Wait()
	return failure
}

// run turns a runner that returns before it is stopped into a failure.
func run(runner Runner) error {
	if err := runner.Run(); err != nil {
		return fmt.Errorf("%s: %w", runner.Name, err)
	}
	return fmt.Errorf("%s ended", runner.Name)
}

// Stop runs the hooks phase by phase. A phase that fails or runs out of time
// does not keep the next one from running.
func Stop(ctx context.Context, hooks []Hook, delay time.Duration, options Options) error {
	var failures []error
	for phase := Readiness; phase <= Pools; phase++ {
		failures = append(failures, stopPhase(ctx, phase, hooks, options)...)
		if phase == Readiness {
			time.Sleep(delay)
		}
	}
	return errors.Join(failures...)
}

func stopPhase(ctx context.Context, phase Phase, hooks []Hook, options Options) []error {
	ctx, cancel := context.WithTimeout(ctx, options.Budget)
	defer cancel()
	failures := make([]error, len(hooks))
	var stopping sync.WaitGroup
	for i, hook := range hooks {
		if hook.Phase != phase {
			continue
		}
		stopping.Go(func() {
			start := time.Now()
			if err := hook.Stop(ctx); err != nil {
				failures[i] = fmt.Errorf("stop %s: %w", hook.Name, err)
			}
			options.Log.Info("stopped", slog.String("part", hook.Name), slog.Duration("duration", time.Since(start)))
		})
	}
	stopping.Wait()
	return slices.DeleteFunc(failures, func(err error) bool { return err == nil })
}
