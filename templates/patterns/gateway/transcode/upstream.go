// Package transcode publishes what services offer over gRPC as HTTP and JSON: it
// reads requests into messages, makes the calls, and writes what they answer.
package transcode

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"google.golang.org/grpc"
	grpcmetadata "google.golang.org/grpc/metadata"

	"goldenpath.dev/patterns/gateway/httpproxy"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/grpcclient"
)

// Options say how a service is called.
type Options struct {
	// Name names the service in errors and checks.
	Name string
	// URL is where it answers: http without, https with TLS. All addresses that the
	// name of the host has in DNS get their share of the calls.
	URL string
	// Agent names the gateway in the user agent.
	Agent string
	// APIKey is sent as x-api-key, unless it is empty. A key of the client never is: it
	// belongs to the gateway.
	APIKey string
	// ForwardAuthorization lets the Authorization header of clients through, which the
	// service then checks itself.
	ForwardAuthorization bool
	// MaxMessage is the size in bytes up to which answers are read.
	MaxMessage int64
	// Timeout is the time that the service may take for an answer.
	Timeout time.Duration
	// Concurrency is how many calls may be under way at a time; others wait.
	Concurrency int
}

// Upstream is a service that is called for requests. Several goroutines may use it.
type Upstream struct {
	*httpproxy.Gate

	client               *grpcclient.Client
	forwardAuthorization bool
}

// New returns an upstream. It connects to nothing yet.
func New(options Options) (*Upstream, error) {
	target, err := url.Parse(options.URL)
	if err != nil {
		return nil, fmt.Errorf("the URL of %s: %w", options.Name, err)
	}
	client, err := grpcclient.New(grpcclient.Options{
		Options: calling.Options{
			Name: options.Name, Timeout: options.Timeout, Concurrency: options.Concurrency,
			// Whether a request may be repeated is for its client to know.
			Attempts: 1,
		},
		URL: options.URL, Agent: options.Agent, APIKey: options.APIKey, MaxMessage: options.MaxMessage,
	})
	if err != nil {
		return nil, err
	}
	return &Upstream{
		Gate:                 httpproxy.NewGate(options.Name, target, options.Timeout, options.Concurrency),
		client:               client,
		forwardAuthorization: options.ForwardAuthorization,
	}, nil
}

// Connection is what generated clients call.
func (u *Upstream) Connection() grpc.ClientConnInterface { return u.client.Connection() }

// Stop returns at once: each call ends with its request.
func (*Upstream) Stop(context.Context) error { return nil }

// Close closes the connections.
func (u *Upstream) Close() error { return u.client.Close() }

// introduced tells the service who asks, where it may know, and by which key it knows
// a request that is repeated.
func (u *Upstream) introduced(r *http.Request) (context.Context, error) {
	var told []string
	tell := func(name, value string) error {
		if !isPrintable(value) {
			return httpx.ParameterError(name, "format", "must be printable ASCII")
		}
		told = append(told, strings.ToLower(name), value)
		return nil
	}
	if credentials := r.Header.Get("Authorization"); credentials != "" && u.forwardAuthorization {
		if err := tell("Authorization", credentials); err != nil {
			return nil, err
		}
	}
	// Empty and repeated ones too: the service is to refuse them.
	for _, key := range r.Header.Values("Idempotency-Key") {
		if err := tell("Idempotency-Key", key); err != nil {
			return nil, err
		}
	}
	return grpcmetadata.AppendToOutgoingContext(r.Context(), told...), nil
}

// isPrintable tells whether metadata may hold the value.
func isPrintable(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' })
}
