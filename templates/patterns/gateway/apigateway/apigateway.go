// Package apigateway holds the services behind the gateway, and the operations of
// theirs that are published. Nothing else reaches them.
package apigateway

import (
	"context"
	"errors"
	"sync"

	"goldenpath.dev/patterns/health/health"
)

// upstream is a service behind, however it is asked.
type upstream interface {
	Name() string
	Check(ctx context.Context) error
	Stop(ctx context.Context) error
	Close() error
}

// member is an upstream, and whether the gateway is ready without it.
type member struct {
	upstream

	required bool
}

// Checks tell whether the services can be reached.
func (u *Upstreams) Checks() []health.Check {
	checks := make([]health.Check, len(u.all))
	for i, one := range u.all {
		checks[i] = health.Check{Name: "upstream-" + one.Name(), Hard: one.required, Run: one.Check}
	}
	return checks
}

// Stop ends the streams.
func (u *Upstreams) Stop(ctx context.Context) error {
	failures := make([]error, len(u.all))
	var stopping sync.WaitGroup
	for i, one := range u.all {
		stopping.Go(func() { failures[i] = one.Stop(ctx) })
	}
	stopping.Wait()
	return errors.Join(failures...)
}

// Close closes the connections.
func (u *Upstreams) Close(context.Context) error {
	failures := make([]error, len(u.all))
	for i, one := range u.all {
		failures[i] = one.Close()
	}
	return errors.Join(failures...)
}
