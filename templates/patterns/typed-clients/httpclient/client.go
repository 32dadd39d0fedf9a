// Package httpclient calls another service over HTTP: within a budget of time,
// over few connections, and again only where that cannot do anything twice.
package httpclient

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"
	"unicode"

	"goldenpath.dev/patterns/logging/requestinfo"
)

const (
	idleTimeout       = 90 * time.Second
	maxResponseHeader = 64 << 10
	// drained is how much of an answer is read to use its connection again.
	drained = 64 << 10
	// Of the time that a caller has left, a part is kept for the caller's answer.
	sharesForCall, shares = 9, 10
)

// Options say how a service is called.
type Options struct {
	// Name names the service in errors, measures and checks.
	Name string
	// URL is where it answers; paths are joined to it.
	URL string
	// Agent names this service in User-Agent.
	Agent string
	// APIKey is sent in X-API-Key, unless it is empty.
	APIKey string
	// Timeout is the time that a call may take, all attempts together.
	Timeout time.Duration
	// Attempts is how often a call is tried at most.
	Attempts int
	// Concurrency is how many calls may be under way at a time; others wait.
	Concurrency int
	// MaxBody is the size in bytes up to which answers are read.
	MaxBody int64
}

// Client calls one service. Several goroutines may use it.
type Client struct {
	options Options
	base    *url.URL
	http    *http.Client
	slots   chan struct{}
	budget  budget
	guard   Guard
	observe func(Call)
	trouble atomic.Pointer[trouble]
}

// Request is a call to be made.
type Request struct {
	Method string
	// Path is joined to the URL of the service; it is escaped already.
	Path  string
	Query url.Values
	// Header is sent beside the client's own; it may be nil.
	Header http.Header
	// Body is sent as JSON, unless it is nil.
	Body any
	// What names what the path leads to, in the singular, for who asked for it.
	What string
}

// Call is what became of a request.
type Call struct {
	Upstream string
	Method   string
	// Attempts is how often it was sent.
	Attempts int
	// Duration includes waiting for a free place and between attempts.
	Duration time.Duration
	// Err is nil for a call that was answered as it should be.
	Err error
}

// New returns a client. It connects to nothing yet.
func New(options Options) (*Client, error) {
	base, err := url.Parse(options.URL)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, fmt.Errorf("the URL of %s is %q: write one like http://%s:8080", options.Name, options.URL, options.Name)
	}
	if strings.ContainsFunc(options.APIKey, unicode.IsControl) {
		return nil, fmt.Errorf("the API key for %s holds a line break or the like: give the key alone", options.Name)
	}
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		ForceAttemptHTTP2:      true,
		MaxIdleConns:           options.Concurrency,
		MaxIdleConnsPerHost:    options.Concurrency,
		MaxConnsPerHost:        options.Concurrency,
		IdleConnTimeout:        idleTimeout,
		TLSHandshakeTimeout:    options.Timeout,
		MaxResponseHeaderBytes: maxResponseHeader,
	}
	return &Client{
		options: options,
		base:    base,
		// A redirect could lead the API key to another host: it is an answer like any.
		http: &http.Client{Transport: transport, CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		}},
		slots: make(chan struct{}, options.Concurrency),
	}, nil
}

// Observe lets observe see each call once it has ended. It is for the start:
// nothing may be called yet.
func (c *Client) Observe(observe func(Call)) { c.observe = observe }

// Guard lets guard decide about each attempt. It is for the start: nothing may be
// called yet.
func (c *Client) Guard(guard Guard) { c.guard = guard }

// Name names the service that is called.
func (c *Client) Name() string { return c.options.Name }

// Close closes the connections that nothing uses.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Do makes the call and decodes the answer, which has to be JSON, into into;
// nil throws it away. A call that is safe to repeat is tried again while time,
// attempts and the budget of the service last. Failures that mean something to
// callers are faults.
func (c *Client) Do(ctx context.Context, request Request, into any) error {
	started := time.Now()
	attempts, err := c.within(ctx, request, into)
	c.note(err)
	if c.observe != nil {
		c.observe(Call{
			Upstream: c.options.Name, Method: request.Method, Attempts: attempts, Duration: time.Since(started), Err: err,
		})
	}
	return err
}

// sending is what the attempts of a call have in common.
type sending struct {
	Request
	body []byte
	into any
	// hurried says that the caller gives less time than a call of the service has.
	hurried bool
}

// within makes the call in the time that it has.
func (c *Client) within(ctx context.Context, request Request, into any) (int, error) {
	allowed := allowance(ctx, c.options.Timeout)
	limited, cancel := context.WithTimeout(ctx, allowed)
	defer cancel()
	body, err := encode(request.Body)
	if err != nil {
		return 0, err
	}
	select {
	case c.slots <- struct{}{}:
		defer func() { <-c.slots }()
	case <-limited.Done():
		return 0, c.translate(ctx, request, fmt.Errorf("%d calls are under way: %w", c.options.Concurrency, limited.Err()))
	}
	attempts, err := c.try(limited, sending{Request: request, body: body, into: into, hurried: allowed < c.options.Timeout})
	return attempts, c.translate(ctx, request, err)
}

// allowance is the time for a call: less than what the caller has left.
func allowance(ctx context.Context, timeout time.Duration) time.Duration {
	deadline, ok := ctx.Deadline()
	if !ok {
		return timeout
	}
	return min(timeout, time.Until(deadline)*sharesForCall/shares)
}

func encode(body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	return json.Marshal(body)
}

// send makes one attempt.
func (c *Client) send(ctx context.Context, s sending) error {
	sent, err := c.prepare(ctx, s.Request, s.body)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnsendable, err)
	}
	answer, err := c.http.Do(sent)
	if err != nil {
		return err
	}
	defer func() {
		// What is left is read so that the connection can be used again.
		_, _ = io.CopyN(io.Discard, answer.Body, drained)
		_ = answer.Body.Close()
	}()
	if answer.StatusCode < http.StatusOK || answer.StatusCode >= http.StatusMultipleChoices {
		return refusal(answer)
	}
	if s.into == nil {
		return nil
	}
	text, err := c.read(answer.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, s.into); err != nil {
		return fmt.Errorf("%w: %w", errUnreadable, err)
	}
	return nil
}

// prepare makes the HTTP request, with what lets the service's log and trace be
// joined to ours.
func (c *Client) prepare(ctx context.Context, request Request, body []byte) (*http.Request, error) {
	target := c.base.JoinPath(request.Path)
	target.RawQuery = request.Query.Encode()
	var content io.Reader
	if body != nil {
		content = bytes.NewReader(body)
	}
	sent, err := http.NewRequestWithContext(ctx, request.Method, target.String(), content)
	if err != nil {
		return nil, err
	}
	info := requestinfo.From(ctx)
	for name, value := range map[string]string{
		"Accept": "application/json", "User-Agent": c.options.Agent, "X-Api-Key": c.options.APIKey,
		"X-Request-Id": info.ID, "Traceparent": info.Traceparent, "Tracestate": info.Tracestate,
	} {
		if value != "" {
			sent.Header.Set(name, value)
		}
	}
	if body != nil {
		sent.Header.Set("Content-Type", "application/json")
	}
	maps.Copy(sent.Header, request.Header)
	return sent, nil
}

var (
	errUnsendable = errors.New("the request is none")
	errTooLarge   = errors.New("the answer is larger than is read")
	errUnreadable = errors.New("the answer is not what its contract describes")
)

// read reads a body that is not too large.
func (c *Client) read(body io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(body, c.options.MaxBody+1))
	if err == nil && int64(len(text)) > c.options.MaxBody {
		err = fmt.Errorf("%w: more than %d bytes", errTooLarge, c.options.MaxBody)
	}
	return text, err
}
