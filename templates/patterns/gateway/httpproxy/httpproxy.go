// Package httpproxy passes requests on to other services, as they are: only to those
// it was made for, within a budget of time, and so many at a time.
package httpproxy

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httputil"
	"net/netip"
	"net/url"
	"strings"
	"sync"
	"time"
	"unicode"

	"goldenpath.dev/patterns/error-model/problem"
)

const (
	idleTimeout       = 90 * time.Second
	continueTimeout   = time.Second
	maxResponseHeader = 64 << 10
	// Of the time that a request has left, a part is kept for the gateway's own answer.
	sharesForUpstream, shares = 9, 10
	// Of the time for the service, so much may pass before there is a free place.
	waiting = 2
)

// Options say how requests are passed on to a service.
type Options struct {
	// Name names the service in errors and checks.
	Name string
	// URL is where it answers; paths are joined to it.
	URL string
	// APIKey is sent in X-API-Key, unless it is empty. A key of the client never is:
	// it belongs to the gateway.
	APIKey string
	// ForwardAuthorization lets the Authorization header of clients through, which the
	// service then checks itself.
	ForwardAuthorization bool
	// Timeout is the time that the service may take for a whole answer.
	Timeout time.Duration
	// Concurrency is how many requests may be under way at a time; others wait. As many
	// streams may be open.
	Concurrency int
	// TrustedProxies are the networks whose X-Forwarded-Host and X-Forwarded-Proto
	// headers are believed.
	TrustedProxies []netip.Prefix
}

// Upstream is a service that requests are passed on to. Several goroutines may use it.
type Upstream struct {
	options   Options
	target    *url.URL
	transport *http.Transport
	requests  *slots
	streams   *slots
	stopping  chan struct{}
	stop      func()
	open      sync.WaitGroup
}

// New returns an upstream. It connects to nothing yet.
func New(options Options) (*Upstream, error) {
	target, err := url.Parse(options.URL)
	if err != nil || target.Host == "" || target.Scheme != "http" && target.Scheme != "https" || target.User != nil || target.RawQuery != "" {
		return nil, fmt.Errorf("the URL of %s is %q: write one like http://%s:8080", options.Name, options.URL, options.Name)
	}
	if strings.ContainsFunc(options.APIKey, unicode.IsControl) {
		return nil, fmt.Errorf("the API key for %s holds a line break or the like: give the key alone", options.Name)
	}
	u := &Upstream{
		options: options,
		target:  target,
		transport: &http.Transport{
			DialContext:           (&net.Dialer{Timeout: options.Timeout}).DialContext,
			TLSHandshakeTimeout:   options.Timeout,
			ExpectContinueTimeout: continueTimeout,
			// What clients accept is for the service to know.
			DisableCompression:     true,
			MaxIdleConns:           options.Concurrency,
			MaxIdleConnsPerHost:    options.Concurrency,
			IdleConnTimeout:        idleTimeout,
			MaxResponseHeaderBytes: maxResponseHeader,
		},
		requests: newSlots(options.Concurrency),
		streams:  newSlots(options.Concurrency),
		stopping: make(chan struct{}),
	}
	u.stop = sync.OnceFunc(func() { close(u.stopping) })
	return u, nil
}

// Name names the service.
func (u *Upstream) Name() string { return u.options.Name }

// Requests passes requests on that are answered once, in the time that they have.
func (u *Upstream) Requests() http.Handler {
	proxy := u.proxy(func(r *httputil.ProxyRequest) {
		// Nothing but requests and answers passes.
		r.Out.Header.Del("Connection")
		r.Out.Header.Del("Upgrade")
	})
	return u.guarded(u.requests, func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), allowance(r.Context(), u.options.Timeout))
		defer cancel()
		proxy.ServeHTTP(w, r.WithContext(withAnswer(ctx, w)))
	})
}

// allowance is the time for the upstream: less than the request has left.
func allowance(ctx context.Context, timeout time.Duration) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return timeout
	}
	return min(timeout, time.Until(deadline)*sharesForUpstream/shares)
}

// Streams passes requests on whose answers have no end, and connections that
// become something else than HTTP, such as WebSocket. They last until either side
// ends them, or the gateway stops. The middleware Unhurried has to be in the chain.
func (u *Upstream) Streams() http.Handler {
	proxy := u.proxy(func(*httputil.ProxyRequest) {})
	return u.guarded(u.streams, func(w http.ResponseWriter, r *http.Request) {
		u.open.Add(1)
		defer u.open.Done()
		control := http.NewResponseController(w)
		if err := errors.Join(control.SetReadDeadline(time.Time{}), control.SetWriteDeadline(time.Time{})); err != nil {
			problem.Write(w, r, fmt.Errorf("lift the time limits of a stream: %w", err))
			return
		}
		ctx, cancel := context.WithCancel(unhurried(r.Context()))
		defer cancel()
		ended := make(chan struct{})
		defer close(ended)
		go func() {
			select {
			case <-u.stopping:
				cancel()
			case <-ended:
			}
		}()
		proxy.ServeHTTP(w, r.WithContext(withAnswer(ctx, w)))
	})
}

// guarded refuses paths that services could read in another way, and waits for
// one of the slots.
func (u *Upstream) guarded(free *slots, next http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !unambiguous(r.URL) {
			problem.NotFound(w, r)
			return
		}
		// Who waited longer would have no time left for the service.
		limited, cancel := context.WithTimeout(r.Context(), allowance(r.Context(), u.options.Timeout)/waiting)
		taken := free.take(limited)
		cancel()
		if !taken {
			problem.Write(w, r, u.crowded(r.Context()))
			return
		}
		defer free.give()
		next(w, r)
	})
}

// unambiguous tells whether a path reads the same for everyone: what is encoded
// in it is no slash, no backslash and no control character, and no segment is dots.
func unambiguous(location *url.URL) bool {
	path := location.Path
	return strings.Count(path, "/") == strings.Count(location.EscapedPath(), "/") &&
		!strings.ContainsRune(path, '\\') && !strings.ContainsFunc(path, unicode.IsControl) &&
		!strings.Contains(path+"/", "/../") && !strings.Contains(path+"/", "/./")
}

func (u *Upstream) proxy(more func(*httputil.ProxyRequest)) *httputil.ReverseProxy {
	return &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			u.rewrite(r)
			more(r)
		},
		ModifyResponse: u.answer,
		ErrorHandler:   u.fail,
		Transport:      u.transport,
		BufferPool:     buffers,
		// What goes wrong after the answer has begun is told by its end.
		ErrorLog: quiet,
	}
}

// Check returns why no connection to the service can be made, or nil.
func (u *Upstream) Check(ctx context.Context) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", address(u.target))
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

// Stop ends the streams, and returns when they have ended.
func (u *Upstream) Stop(ctx context.Context) error {
	u.stop()
	done := make(chan struct{})
	go func() {
		u.open.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("streams of %s are still open: %w", u.options.Name, ctx.Err())
	}
}

// Close closes the connections that nothing uses.
func (u *Upstream) Close() { u.transport.CloseIdleConnections() }
