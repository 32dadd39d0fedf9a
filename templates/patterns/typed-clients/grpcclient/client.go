// Package grpcclient calls another service over gRPC, spread over its replicas.
package grpcclient

import (
	"context"
	"crypto/tls"
	"fmt"
	"math"
	"net"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"google.golang.org/grpc"
	grpcbackoff "google.golang.org/grpc/backoff"
	"google.golang.org/grpc/codes"
	grpccredentials "google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcpeer "google.golang.org/grpc/peer"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/typed-clients/calling"
)

const (
	// keepaliveTime is how long a connection with calls may be silent until the other
	// side is asked whether it is there: what servers allow that say nothing else.
	keepaliveTime = 5 * time.Minute
	// answerTime is what the other side may take to answer that, or to take anything
	// that is sent.
	answerTime = 10 * time.Second
	// A replica that is away is tried again after a time that grows up to this.
	firstReconnect, lastReconnect = 100 * time.Millisecond, 5 * time.Second
	growth, jitter                = 1.6, 0.2
)

// Options say how a service is called.
type Options struct {
	calling.Options

	// URL is where it answers: http without, https with TLS. All addresses that the
	// name of the host has in DNS get their share of the calls.
	URL string
	// Agent names this service in the user agent.
	Agent string
	// APIKey is sent as x-api-key, unless it is empty.
	APIKey string
	// MaxMessage is the size in bytes up to which answers are read.
	MaxMessage int64
}

// Client calls one service. Several goroutines may use it.
type Client struct {
	caller     *calling.Caller
	connection *grpc.ClientConn
	names      *names
	apiKey     string
}

// New returns a client. It connects to nothing yet.
func New(options Options) (*Client, error) {
	base, security, err := readURL(options)
	if err != nil {
		return nil, err
	}
	if strings.ContainsFunc(options.APIKey, unicode.IsControl) {
		return nil, fmt.Errorf("the API key for %s holds a line break or the like: give the key alone", options.Name)
	}
	client := &Client{caller: calling.New(options.Options), names: &names{base: *base}, apiKey: options.APIKey}
	client.connection, err = grpc.NewClient(scheme+":///"+base.Host,
		grpc.WithResolvers(client.names),
		grpc.WithTransportCredentials(security),
		grpc.WithUserAgent(options.Agent),
		grpc.WithUnaryInterceptor(client.call),
		grpc.WithStreamInterceptor(client.stream),
		// Attempts are made here, where a circuit and the budget see each of them.
		grpc.WithDisableRetry(),
		grpc.WithDefaultServiceConfig(roundRobin),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(int(min(options.MaxMessage, math.MaxInt32)))),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: keepaliveTime, Timeout: answerTime}),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           grpcbackoff.Config{BaseDelay: firstReconnect, Multiplier: growth, Jitter: jitter, MaxDelay: lastReconnect},
			MinConnectTimeout: options.Timeout,
		}),
	)
	if err != nil {
		return nil, fmt.Errorf("the URL of %s: %w", options.Name, err)
	}
	return client, nil
}

// readURL reads where the service answers, and whether in the clear.
func readURL(options Options) (*url.URL, grpccredentials.TransportCredentials, error) {
	base, err := url.Parse(options.URL)
	if err != nil || base.Hostname() == "" || strings.Trim(base.Path, "/") != "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, nil, fmt.Errorf("the URL of %s is %q: write one like http://%s:9090", options.Name, options.URL, options.Name)
	}
	port, security := "80", insecure.NewCredentials()
	if base.Scheme == "https" {
		port, security = "443", grpccredentials.NewTLS(&tls.Config{MinVersion: tls.VersionTLS12})
	}
	if given := base.Port(); given != "" {
		port = given
	}
	base.Host = net.JoinHostPort(base.Hostname(), port)
	return base, security, nil
}

// Caller makes the calls.
func (c *Client) Caller() *calling.Caller { return c.caller }

// Connection is what generated clients call. Calls of one message are made as the
// options say; those of many carry who asks, and last as long as their context.
func (c *Client) Connection() grpc.ClientConnInterface { return c.connection }

// Close closes the connections.
func (c *Client) Close() error { return c.connection.Close() }

// Kind tells of a call what its method does not.
type Kind struct {
	grpc.EmptyCallOption

	// What names what is asked for, in the singular, for who asked for it.
	What string
	// Repeatable says whether sending it twice does what once does, and is answered
	// alike.
	Repeatable bool
}

// call makes a call of one message.
func (c *Client) call(
	ctx context.Context, method string, request, answer any, connection *grpc.ClientConn, invoke grpc.UnaryInvoker, options ...grpc.CallOption,
) error {
	kind := kindOf(options)
	return c.caller.Do(ctx, calling.Request{
		Method: method[strings.LastIndex(method, "/")+1:], About: method, Repeatable: kind.Repeatable,
		Send: func(ctx context.Context) error {
			return c.caller.Attempt(ctx, func(ctx context.Context, token string) (bool, error) {
				var replica grpcpeer.Peer
				err := invoke(c.introduced(ctx, token), method, request, answer, connection, append(slices.Clip(options), grpc.Peer(&replica))...)
				if err != nil {
					return grpcstatus.Code(err) == codes.Unauthenticated, failureOf(ctx, kind.What, err, replica.Addr != nil)
				}
				return false, nil
			})
		},
	})
}

func kindOf(options []grpc.CallOption) Kind {
	for _, option := range options {
		if kind, ok := option.(Kind); ok {
			return kind
		}
	}
	return Kind{}
}

// stream begins a call of many messages.
func (c *Client) stream(
	ctx context.Context, about *grpc.StreamDesc, connection *grpc.ClientConn, method string, begin grpc.Streamer, options ...grpc.CallOption,
) (grpc.ClientStream, error) {
	var begun grpc.ClientStream
	err := c.caller.Attempt(ctx, func(ctx context.Context, token string) (refused bool, err error) {
		// Whether the service takes the token shows later, in what is received.
		begun, err = begin(c.introduced(ctx, token), about, connection, method, options...)
		return false, err
	})
	return begun, err
}

// introduced adds what lets the service's log and trace be joined to ours, the
// key, and the token unless it is empty.
func (c *Client) introduced(ctx context.Context, token string) context.Context {
	if token != "" {
		ctx = grpcmetadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+token)
	}
	info := requestinfo.From(ctx)
	var told []string
	for name, value := range map[string]string{
		"x-api-key": c.apiKey, "x-request-id": info.ID, "traceparent": info.Traceparent, "tracestate": info.Tracestate,
	} {
		if value != "" {
			told = append(told, name, value)
		}
	}
	return grpcmetadata.AppendToOutgoingContext(ctx, told...)
}
