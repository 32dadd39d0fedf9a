// Package upstream holds the clients of the services that this one calls.
package upstream

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

// HTTP returns what the calls go through, one a service.
func (c *Clients) HTTP() []*httpclient.Client { return c.http }

// Checks tell whether the newest calls reached the services. Without one of
// them this service may have a part of its work to do, so none keeps requests
// away.
func (c *Clients) Checks() []health.Check {
	checks := make([]health.Check, len(c.http))
	for i, client := range c.http {
		checks[i] = health.Check{Name: "upstream-" + client.Name(), Run: client.Check}
	}
	return checks
}

// Close closes the connections.
func (c *Clients) Close(context.Context) error {
	for _, client := range c.http {
		client.Close()
	}
	return nil
}
