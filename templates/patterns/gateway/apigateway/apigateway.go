// Package apigateway holds the services that requests are passed on to, and the
// operations of theirs that are published. Nothing else reaches them.
package apigateway

import (
	"context"
	"errors"
	"sync"

	"goldenpath.dev/patterns/gateway/httpproxy"
	"goldenpath.dev/patterns/health/health"
)

// member is an upstream, and whether the gateway is ready without it.
type member struct {
	*httpproxy.Upstream

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
	for _, one := range u.all {
		one.Close()
	}
	return nil
}
