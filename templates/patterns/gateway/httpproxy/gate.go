package httpproxy

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
)

const (
	// Of the time that a request has left, a part is kept for the gateway's own answer.
	sharesForUpstream, shares = 9, 10
	// Of the time for the service, so much may pass before there is a free place.
	waiting = 2
)

// Gate stands before a service, however that is asked: so many requests pass at a
// time, each for as long as the service may take.
type Gate struct {
	name     string
	target   *url.URL
	timeout  time.Duration
	requests *slots
}

// NewGate returns a gate before the service that answers at target.
func NewGate(name string, target *url.URL, timeout time.Duration, concurrency int) *Gate {
	return &Gate{name: name, target: target, timeout: timeout, requests: newSlots(concurrency)}
}

// Name names the service.
func (g *Gate) Name() string { return g.name }

// Pass hands requests to next, one in each free place, in the time that they have.
func (g *Gate) Pass(next http.Handler) http.Handler {
	return g.guarded(g.requests, func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), allowance(r.Context(), g.timeout))
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// Unambiguous refuses paths that services could read in another way.
func Unambiguous(next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !unambiguous(r.URL) {
			problem.NotFound(w, r)
			return
		}
		next(w, r)
	})
}

// guarded is Unambiguous, and waits for one of the slots.
func (g *Gate) guarded(free *slots, next http.HandlerFunc) http.Handler {
	return Unambiguous(func(w http.ResponseWriter, r *http.Request) {
		// Who waited longer would have no time left for the service.
		limited, cancel := context.WithTimeout(r.Context(), allowance(r.Context(), g.timeout)/waiting)
		taken := free.take(limited)
		cancel()
		if !taken {
			problem.Write(w, r, g.crowded(r.Context()))
			return
		}
		defer free.give()
		next(w, r)
	})
}

// allowance is the time for the service: less than the request has left.
func allowance(ctx context.Context, timeout time.Duration) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return timeout
	}
	return min(timeout, time.Until(deadline)*sharesForUpstream/shares)
}

// unambiguous tells whether a path reads the same for everyone: what is encoded
// in it is no slash, no backslash and no control character, and no segment is dots.
func unambiguous(location *url.URL) bool {
	path := location.Path
	return strings.Count(path, "/") == strings.Count(location.EscapedPath(), "/") &&
		!strings.ContainsRune(path, '\\') && !strings.ContainsFunc(path, unicode.IsControl) &&
		!strings.Contains(path+"/", "/../") && !strings.Contains(path+"/", "/./")
}

// crowded is the failure of a request that found no place in its time.
func (g *Gate) crowded(ctx context.Context) error {
	if errors.Is(ctx.Err(), context.Canceled) {
		return ctx.Err()
	}
	return fault.Busy("upstream_busy", "The service "+g.name+" has all the requests that it may have.", ctx.Err())
}

// Unavailable answers a request that the service gave no answer to, or none that
// can be passed on.
func (g *Gate) Unavailable(w http.ResponseWriter, r *http.Request, err error) {
	problem.BadGateway(w, r, fault.Busy("upstream_unavailable", "The service "+g.name+" does not answer.", err))
}

// TimedOut answers a request that the service did not answer in time.
func (g *Gate) TimedOut(w http.ResponseWriter, r *http.Request, err error) {
	problem.GatewayTimeout(w, r, fault.Busy("upstream_timeout", "The service "+g.name+" takes too long.", err))
}

// Check returns why no connection to the service can be made, or nil.
func (g *Gate) Check(ctx context.Context) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address(g.target))
	if err != nil {
		return err
	}
	return conn.Close()
}

func address(target *url.URL) string {
	if target.Port() != "" {
		return target.Host
	}
	return net.JoinHostPort(target.Hostname(), target.Scheme)
}
