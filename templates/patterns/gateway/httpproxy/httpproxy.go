// Package httpproxy passes requests on to other services, as they are: only to those
// it was made for, within a budget of time, and so many at a time.
package httpproxy

import (
	"context"
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
)

const (
	idleTimeout       = 90 * time.Second
	continueTimeout   = time.Second
	maxResponseHeader = 64 << 10
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
	// Concurrency is how many requests may be under way at a time; others wait.
	Concurrency int
	// Streams is how many streams may be open at a time, beside the requests.
	Streams int
	// Origins are the sites whose pages may open WebSockets, beside the gateway's own;
	// "*" stands for every site.
	Origins []string
	// TrustedProxies are the networks whose X-Forwarded-Host and X-Forwarded-Proto
	// headers are believed.
	TrustedProxies []netip.Prefix
}

// Upstream is a service that requests are passed on to. Several goroutines may use it.
type Upstream struct {
	*Gate

	options   Options
	transport *http.Transport
	streams   *slots
	stopping  chan struct{}
	stop      func()
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
		Gate:    NewGate(options.Name, target, options.Timeout, options.Concurrency),
		options: options,
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
		streams:  newSlots(options.Streams),
		stopping: make(chan struct{}),
	}
	u.stop = sync.OnceFunc(func() { close(u.stopping) })
	return u, nil
}

// Requests passes requests on that are answered once, in the time that they have.
func (u *Upstream) Requests() http.Handler {
	proxy := u.proxy(plain)
	return u.Pass(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proxy.ServeHTTP(w, r.WithContext(withAnswer(r.Context(), w, func() {})))
	}))
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

// plain lets nothing but requests and answers pass.
func plain(r *httputil.ProxyRequest) {
	r.Out.Header.Del("Connection")
	r.Out.Header.Del("Upgrade")
}

// Stop ends the streams, and returns when they have ended.
func (u *Upstream) Stop(ctx context.Context) error {
	u.stop()
	if !u.streams.idle(ctx) {
		return fmt.Errorf("streams of %s are still open: %w", u.name, ctx.Err())
	}
	return nil
}

// Close closes the connections that nothing uses.
func (u *Upstream) Close() error {
	u.transport.CloseIdleConnections()
	return nil
}
