package grpcclient

import (
	"context"
	"net/url"
	"sync"
	"time"

	// Registers the policy by its name.
	_ "google.golang.org/grpc/balancer/leastrequest"
	grpcresolver "google.golang.org/grpc/resolver"
)

const (
	// scheme is that of targets whose addresses names finds.
	scheme = "upstream"
	// leastPause lies between two lookups, however often connections end.
	leastPause = time.Second
)

// Policies give each call to the next replica, or to the one of two with fewer calls
// under way.
const (
	roundRobin   = `{"loadBalancingConfig":[{"round_robin":{}}]}`
	leastRequest = `{"loadBalancingConfig":[{"least_request_experimental":{}}]}`
)

// names finds the addresses of a service: by DNS, unless it is told otherwise.
type names struct {
	base    url.URL
	find    func(context.Context) ([]string, error)
	refresh time.Duration
	policy  string
}

// Follow lets the addresses be those that are found by what find makes of the URL,
// which is asked again after refresh and when a connection ends. It is for the start:
// nothing may be called yet.
func (c *Client) Follow(find func(base url.URL) func(context.Context) ([]string, error), refresh time.Duration, fewest bool) {
	c.names.find, c.names.refresh, c.names.policy = find(c.names.base), refresh, roundRobin
	if fewest {
		c.names.policy = leastRequest
	}
}

// Scheme is that of the targets.
func (n *names) Scheme() string { return scheme }

// Build begins to look addresses up.
func (n *names) Build(target grpcresolver.Target, connection grpcresolver.ClientConn, options grpcresolver.BuildOptions) (grpcresolver.Resolver, error) {
	if n.find == nil {
		dns := grpcresolver.Get("dns")
		// What else the zone says of clients is not for it to say.
		options.DisableServiceConfig = true
		return dns.Build(grpcresolver.Target{URL: url.URL{Scheme: dns.Scheme(), Path: target.URL.Path}}, connection, options)
	}
	ctx, cancel := context.WithCancel(context.Background())
	lookups := &lookups{names: n, connection: connection, cancel: cancel, wanted: make(chan struct{}, 1)}
	lookups.running.Go(func() { lookups.run(ctx) })
	return lookups, nil
}

// lookups looks addresses up until it is closed.
type lookups struct {
	*names

	connection grpcresolver.ClientConn
	cancel     context.CancelFunc
	wanted     chan struct{}
	running    sync.WaitGroup
}

// ResolveNow asks for a lookup, soon.
func (l *lookups) ResolveNow(grpcresolver.ResolveNowOptions) {
	select {
	case l.wanted <- struct{}{}:
	default:
	}
}

// Close ends the lookups.
func (l *lookups) Close() {
	l.cancel()
	l.running.Wait()
}

func (l *lookups) run(ctx context.Context) {
	config := l.connection.ParseServiceConfig(l.policy)
	for {
		addresses, err := l.find(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			l.connection.ReportError(err)
		default:
			state := grpcresolver.State{ServiceConfig: config}
			for _, address := range addresses {
				one := grpcresolver.Address{Addr: address}
				state.Endpoints = append(state.Endpoints, grpcresolver.Endpoint{Addresses: []grpcresolver.Address{one}})
			}
			// A state that is refused leads to ResolveNow.
			_ = l.connection.UpdateState(state)
		}
		if !l.pause(ctx) {
			return
		}
	}
}

// pause waits until it is time for the next lookup.
func (l *lookups) pause(ctx context.Context) bool {
	least := time.NewTimer(min(leastPause, l.refresh))
	defer least.Stop()
	select {
	case <-least.C:
	case <-ctx.Done():
		return false
	}
	rest := time.NewTimer(max(0, l.refresh-leastPause))
	defer rest.Stop()
	select {
	case <-rest.C:
	case <-l.wanted:
	case <-ctx.Done():
		return false
	}
	return true
}
