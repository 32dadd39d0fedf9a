// Package httpclient calls another service over HTTP, with few connections.
package httpclient

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/typed-clients/calling"
)

const (
	idleTimeout       = 90 * time.Second
	maxResponseHeader = 64 << 10
	// drained is how much of an answer is read to use its connection again.
	drained = 64 << 10
)

// Options say how a service is called.
type Options struct {
	calling.Options

	// URL is where it answers; paths are joined to it.
	URL string
	// Agent names this service in User-Agent.
	Agent string
	// APIKey is sent in X-API-Key, unless it is empty.
	APIKey string
	// MaxBody is the size in bytes up to which answers are read.
	MaxBody int64
}

// Client calls one service. Several goroutines may use it.
type Client struct {
	options Options
	base    *url.URL
	http    *http.Client
	caller  *calling.Caller
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
		caller: calling.New(options.Options),
	}, nil
}

// Route lets route send what would go to the host of the URL, by the transport that
// it gets. It is for the start: nothing may be called yet.
func (c *Client) Route(route func(base url.URL, transport http.RoundTripper) http.RoundTripper) {
	if transport, ok := c.http.Transport.(*http.Transport); ok {
		secured := cmp.Or(transport.TLSClientConfig.Clone(), &tls.Config{MinVersion: tls.VersionTLS12})
		// Addresses change, and the name in the certificate does not.
		secured.ServerName = c.base.Hostname()
		transport.TLSClientConfig = secured
	}
	c.http.Transport = route(*c.base, c.http.Transport)
}

// Caller makes the calls.
func (c *Client) Caller() *calling.Caller { return c.caller }

// Close closes the connections that nothing uses.
func (c *Client) Close() error {
	c.http.CloseIdleConnections()
	return nil
}

// Do makes the call and decodes the answer, which has to be JSON, into into;
// nil throws it away. Failures that mean something to callers are faults.
func (c *Client) Do(ctx context.Context, request Request, into any) error {
	body, err := encode(request.Body)
	if err != nil {
		return err
	}
	return c.caller.Do(ctx, calling.Request{
		Method: request.Method, About: request.Method + " " + request.Path, Repeatable: isIdempotent(request),
		Send: func(ctx context.Context) error {
			return c.caller.Attempt(ctx, func(ctx context.Context, token string) (bool, error) {
				if err := c.send(ctx, request, body, token, into); err != nil {
					return isUnauthenticated(err), failureOf(request, err)
				}
				return false, nil
			})
		},
	})
}

// isIdempotent says whether sending the request twice does what once does, and
// is answered alike: a precondition holds only once.
func isIdempotent(request Request) bool {
	if request.Header.Get("Idempotency-Key") != "" {
		return true
	}
	switch request.Method {
	case http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	case http.MethodPut, http.MethodDelete:
		return request.Header.Get("If-Match") == ""
	}
	return false
}

func encode(body any) ([]byte, error) {
	if body == nil {
		return nil, nil
	}
	return json.Marshal(body)
}

// send makes one attempt, with the token unless it is empty.
func (c *Client) send(ctx context.Context, request Request, body []byte, token string, into any) error {
	sent, err := c.prepare(ctx, request, body)
	if err != nil {
		return fmt.Errorf("%w: %w", errUnsendable, err)
	}
	if token != "" {
		sent.Header.Set("Authorization", "Bearer "+token)
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
	if into == nil {
		return nil
	}
	text, err := c.read(answer.Body)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
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
