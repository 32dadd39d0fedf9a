// Package natsmq keeps and carries messages in streams of NATS JetStream.
//
// The key of a message chooses one of a few partitions, which are subjects below
// the topic. Of each partition a group has one message at work at a time, in
// whichever of its processes: so messages of one key are handled in their order,
// also while one of them is tried again.
package natsmq

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"goldenpath.dev/patterns/nats/mq"
)

// Partitions is the number of subjects of a topic. It is a part of the contract
// between services: whoever publishes and whoever handles must have the same.
const Partitions = 8

// Options are the settings of a Broker.
type Options struct {
	// URL names the servers, with commas between them: nats://user:password@host:4222,
	// or tls:// with TLS.
	URL string
	// Service begins the topics that this service publishes, and names its streams.
	Service string
	// Prefix keeps apart what shares a server; empty for none.
	Prefix string
	// Replicas is the number of servers that keep each message.
	Replicas int
	// Retention is the time for which messages are kept.
	Retention time.Duration
	// Timeout is the time that the server may take for an answer.
	Timeout time.Duration
	// AckWait is the time after which the message of a process that is gone is
	// given to another.
	AckWait time.Duration
	// HandleTimeout is the time that a handler may take.
	HandleTimeout time.Duration
	// Attempts is the number of times that a message is handled before it is put aside.
	Attempts int
	// Backoff is the pause after the first failure; it doubles with each, up to a minute.
	Backoff time.Duration
	// Log tells of what fails.
	Log *slog.Logger
}

// Broker publishes and handles messages.
type Broker struct {
	options Options
	conn    *nats.Conn
	js      jetstream.JetStream
	closed  chan struct{}
	declare chan struct{}
	counts  counter

	consuming context.Context //nolint:containedctx // it ends with Stop
	stop      context.CancelFunc
	handling  context.Context //nolint:containedctx // it ends when Stop has waited long enough
	abandon   context.CancelFunc
	work      sync.WaitGroup
}

var _ mq.Publisher = (*Broker)(nil)

var (
	// errURL takes the place of the library's error, which may quote the password.
	errURL    = errors.New("NATS_URL names no NATS server: use nats://user:password@host:4222, or tls:// with TLS")
	errPrefix = errors.New("NATS_PREFIX may hold letters, digits, hyphens and underscores only")
	errName   = errors.New("is no name: use letters, digits, hyphens and underscores, in topics with dots between them")

	word  = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)
	topic = regexp.MustCompile(`^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+$`)
)

// Open returns a broker. It does not wait for the server, which may be away when
// the service starts; what is published meanwhile fails.
func Open(options Options) (*Broker, error) {
	if !areServers(options.URL) {
		return nil, errURL
	}
	if options.Prefix != "" && !word.MatchString(options.Prefix) {
		return nil, errPrefix
	}
	b := &Broker{options: options, closed: make(chan struct{}), declare: make(chan struct{}, 1)}
	b.consuming, b.stop = context.WithCancel(context.Background())
	b.handling, b.abandon = context.WithCancel(context.Background())
	conn, err := nats.Connect(
		options.URL, nats.Name(options.Service), nats.Timeout(options.Timeout),
		nats.RetryOnFailedConnect(true), nats.MaxReconnects(-1), nats.ReconnectWait(time.Second),
		// Nothing is kept to be sent later: who publishes would have been told that it failed.
		nats.ReconnectBufSize(-1),
		nats.ConnectHandler(func(*nats.Conn) { b.redeclare() }),
		nats.ReconnectHandler(func(*nats.Conn) { b.redeclare() }),
		nats.DisconnectErrHandler(func(_ *nats.Conn, err error) {
			if err != nil {
				options.Log.Warn("NATS is away", slog.Any("error", err))
			}
		}),
		nats.ErrorHandler(func(_ *nats.Conn, _ *nats.Subscription, err error) {
			options.Log.Warn("NATS reports an error", slog.Any("error", err))
		}),
		nats.ClosedHandler(func(*nats.Conn) { close(b.closed) }),
	)
	if err != nil {
		return nil, errURL
	}
	b.conn = conn
	if b.js, err = jetstream.New(conn, jetstream.WithDefaultTimeout(options.Timeout)); err != nil {
		conn.Close()
		return nil, fmt.Errorf("use JetStream: %w", err)
	}
	return b, nil
}

func areServers(list string) bool {
	for one := range strings.SplitSeq(list, ",") {
		parsed, err := url.Parse(strings.TrimSpace(one))
		if err != nil || parsed.Hostname() == "" || (parsed.Scheme != "nats" && parsed.Scheme != "tls") {
			return false
		}
	}
	return true
}

// Run declares the streams of the service, again whenever they may be gone, until
// Stop.
func (b *Broker) Run() error {
	b.redeclare()
	for {
		select {
		case <-b.declare:
		case <-b.consuming.Done():
			return nil
		}
		if err := b.declareStreams(b.consuming); err != nil && b.consuming.Err() == nil {
			b.options.Log.Warn("declaring streams failed", slog.Any("error", err))
			pause(b.consuming, time.Second)
			b.redeclare()
		}
	}
}

// redeclare asks Run to look after the streams.
func (b *Broker) redeclare() {
	select {
	case b.declare <- struct{}{}:
	default: // it is asked already
	}
}

func (b *Broker) declareStreams(ctx context.Context) error {
	const duplicates = 10 * time.Minute
	for name, subject := range map[string]string{
		b.stream():      b.prefixed(b.options.Service) + ".>",
		b.deadLetters(): b.prefixed("dead."+b.options.Service) + ".>",
	} {
		_, err := b.js.CreateOrUpdateStream(ctx, jetstream.StreamConfig{
			Name: name, Subjects: []string{subject}, Storage: jetstream.FileStorage, Replicas: b.options.Replicas,
			MaxAge: b.options.Retention, Duplicates: min(duplicates, b.options.Retention),
		})
		if err != nil {
			return fmt.Errorf("declare stream %s: %w", name, err)
		}
	}
	return nil
}

// Check asks whether the server has the streams of the service.
func (b *Broker) Check(ctx context.Context) error {
	if _, err := b.js.Stream(ctx, b.stream()); err != nil {
		return fmt.Errorf("find stream %s: %w", b.stream(), err)
	}
	return nil
}

// Connected says whether there is a connection to a server.
func (b *Broker) Connected() bool { return b.conn.IsConnected() }

// grace is the time that handlers have to give up.
const grace = time.Second

// Stop takes no more messages and waits for those that are being handled; when
// ctx is done, it tells their handlers to give up.
func (b *Broker) Stop(ctx context.Context) error {
	b.stop()
	ended := make(chan struct{})
	go func() {
		b.work.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	b.abandon()
	select {
	case <-ended:
	case <-time.After(grace): // a handler that does not listen holds up nobody
	}
	return ctx.Err()
}

// Close sends what is on its way and closes the connection.
func (b *Broker) Close(ctx context.Context) error {
	if err := b.conn.Drain(); err != nil {
		b.conn.Close() // there is no server to say goodbye to
	}
	select {
	case <-b.closed:
		return nil
	case <-ctx.Done():
		b.conn.Close()
		return ctx.Err()
	}
}

// stream is the name of the stream with what the service publishes.
func (b *Broker) stream() string {
	if b.options.Prefix == "" {
		return b.options.Service
	}
	return b.options.Prefix + "-" + b.options.Service
}

// deadLetters is the name of the stream with the messages that the service has
// put aside.
func (b *Broker) deadLetters() string { return b.stream() + "-dead-letters" }

func (b *Broker) prefixed(subject string) string {
	if b.options.Prefix == "" {
		return subject
	}
	return b.options.Prefix + "." + subject
}

// subject is the subject of a topic's partition.
func (b *Broker) subject(topic string, partition int) string {
	return b.prefixed(topic) + "." + strconv.Itoa(partition)
}

// partitionOf is the partition of a key.
func partitionOf(key string) int {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(key))
	return int(hash.Sum32() % Partitions)
}

// pause waits, unless ctx is done before.
func pause(ctx context.Context, duration time.Duration) {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
