// Package discovery finds the addresses of the services that are called, and
// spreads requests over them.
package discovery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// lookupTimeout is the time that a lookup may take.
const lookupTimeout = 2 * time.Second

// Options say how addresses are found and used.
type Options struct {
	// Policy is RoundRobin or LeastRequest.
	Policy string
	// Refresh is the time after which addresses are looked up again.
	Refresh time.Duration
	// Rest is the time for which an address that fails is passed over.
	Rest time.Duration
	// Static holds lines like sellers=10.0.0.7:8080; what they name is not looked up.
	Static []string
	// DNS looks names up; nil is the resolver of the machine.
	DNS *net.Resolver
	// Log is told when a lookup fails.
	Log *slog.Logger
}

// Service knows the addresses of a service that is called.
type Service struct {
	name      string
	options   Options
	resolver  Resolver
	transport http.RoundTripper
	endpoints endpoints
	lookups   singleflight.Group
	foundAt   atomic.Pointer[time.Time]
	trouble   atomic.Pointer[error]
}

// routed is what sends requests over HTTP.
type routed interface {
	Route(route func(base url.URL, transport http.RoundTripper) http.RoundTripper)
}

// following is what spreads its calls itself, over addresses that it asks for.
type following interface {
	Follow(base func(url.URL) func(context.Context) ([]string, error), refresh time.Duration, leastRequest bool)
}

// Route spreads what each connection sends. It is for the start: nothing may be
// called yet.
func Route(connections []calling.Connection, options Options) ([]*Service, error) {
	names := make([]string, len(connections))
	for i, connection := range connections {
		names[i] = connection.Caller().Name()
	}
	addresses, err := ReadStatic(options.Static, names)
	if err != nil {
		return nil, err
	}
	services := make([]*Service, len(connections))
	for i, connection := range connections {
		service := &Service{
			name: names[i], options: options, endpoints: endpoints{policy: options.Policy, rest: options.Rest},
		}
		switch connection := connection.(type) {
		case routed:
			connection.Route(func(base url.URL, transport http.RoundTripper) http.RoundTripper {
				service.resolver, service.transport = resolverOf(base, addresses[service.name], options.DNS), transport
				return service
			})
		case following:
			connection.Follow(func(base url.URL) func(context.Context) ([]string, error) {
				service.resolver = resolverOf(base, addresses[service.name], options.DNS)
				return service.addresses
			}, options.Refresh, options.Policy == LeastRequest)
		default:
			return nil, fmt.Errorf("what carries the calls of %s cannot be spread", service.name)
		}
		services[i] = service
	}
	return services, nil
}

var errNowhere = errors.New("no address is known")

// RoundTrip sends the request to one of the addresses.
func (s *Service) RoundTrip(request *http.Request) (*http.Response, error) {
	if err := s.refresh(request.Context()); err != nil {
		return nil, err
	}
	chosen := s.endpoints.take()
	if chosen == nil {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("%s: %w", s.name, errNowhere)}
	}
	sent := request.Clone(request.Context())
	sent.Host = request.URL.Host
	sent.URL.Host = chosen.address
	answer, err := s.transport.RoundTrip(sent)
	s.endpoints.note(chosen, judge(answer, err))
	if err != nil {
		s.endpoints.done(chosen)
		return nil, err
	}
	answer.Request = request
	answer.Body = &body{ReadCloser: answer.Body, done: sync.OnceFunc(func() { s.endpoints.done(chosen) })}
	return answer, nil
}

// CloseIdleConnections closes the connections that nothing uses.
func (s *Service) CloseIdleConnections() {
	if transport, ok := s.transport.(interface{ CloseIdleConnections() }); ok {
		transport.CloseIdleConnections()
	}
}

// body counts a request as under way until its answer is read.
type body struct {
	io.ReadCloser
	done func()
}

func (b *body) Close() error {
	defer b.done()
	return b.ReadCloser.Close()
}

func judge(answer *http.Response, err error) outcome {
	if err == nil {
		switch answer.StatusCode {
		case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
			return failed
		}
		return answered
	}
	operation, ok := errors.AsType[*net.OpError](err)
	switch {
	case errors.Is(err, context.Canceled):
		return unknown
	case ok && operation.Op == "dial" && !errors.Is(err, context.DeadlineExceeded):
		return unreachable
	}
	return failed
}

// refresh looks the addresses up: for the first time before the request, later
// beside requests that go to those known. All who wait share one lookup.
func (s *Service) refresh(ctx context.Context) error {
	at := s.foundAt.Load()
	if at != nil && time.Since(*at) < s.options.Refresh {
		return nil
	}
	looked := s.lookups.DoChan("", func() (any, error) { return nil, s.look(context.WithoutCancel(ctx)) })
	if at != nil {
		return nil
	}
	select {
	case result := <-looked:
		return result.Err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// look takes over what is found. What was known stays when nothing can be found:
// a name server that is away takes no service with it.
func (s *Service) look(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	addresses, err := s.resolver.Resolve(limited)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil && len(addresses) == 0 {
		err = errNowhere
	}
	now := time.Now()
	if err != nil {
		err = &net.OpError{Op: "dial", Net: "tcp", Err: fmt.Errorf("look up %s: %w", s.name, err)}
		if s.foundAt.Load() != nil {
			s.foundAt.Store(&now)
		}
		if s.trouble.Swap(&err) == nil {
			s.options.Log.WarnContext(ctx, "addresses not found", slog.String("upstream", s.name), slog.Any("error", err))
		}
		return err
	}
	s.endpoints.set(addresses)
	s.foundAt.Store(&now)
	s.trouble.Store(nil)
	return nil
}

// addresses looks them up for who spreads calls itself.
func (s *Service) addresses(ctx context.Context) ([]string, error) {
	if err := s.look(ctx); err != nil {
		return nil, err
	}
	return s.endpoints.known(), nil
}

// Name names the service.
func (s *Service) Name() string { return s.name }

// Count tells how many addresses are used, and how many rest because they failed.
func (s *Service) Count() (serving, resting int) { return s.endpoints.count() }

// Checks tell of which services no address could be looked up the last time, or
// every address fails. None of them keeps requests away.
func Checks(services []*Service) []health.Check {
	checks := make([]health.Check, len(services))
	for i, service := range services {
		checks[i] = health.Check{Name: "discovery-" + service.name, Run: service.check}
	}
	return checks
}

func (s *Service) check(context.Context) error {
	if err := s.trouble.Load(); err != nil {
		return *err
	}
	if serving, resting := s.Count(); serving == 0 && resting > 0 {
		return fmt.Errorf("all %d addresses of %s fail", resting, s.name)
	}
	return nil
}
