// Package upstream holds the clients of the services that this one calls.
package upstream

import (
	"context"
	"errors"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// Connections carry the calls, one a service.
func (c *Clients) Connections() []calling.Connection { return c.connections }

// Callers make the calls, one a service.
func (c *Clients) Callers() []*calling.Caller {
	callers := make([]*calling.Caller, len(c.connections))
	for i, one := range c.connections {
		callers[i] = one.Caller()
	}
	return callers
}

// Checks tell whether the newest calls reached the services. Without one of
// them this service may have a part of its work to do, so none keeps requests
// away.
func (c *Clients) Checks() []health.Check {
	checks := make([]health.Check, len(c.connections))
	for i, caller := range c.Callers() {
		checks[i] = health.Check{Name: "upstream-" + caller.Name(), Run: caller.Check}
	}
	return checks
}

// Close closes the connections.
func (c *Clients) Close(context.Context) error {
	failures := make([]error, len(c.connections))
	for i, one := range c.connections {
		failures[i] = one.Close()
	}
	return errors.Join(failures...)
}
