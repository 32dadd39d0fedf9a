package natsmq

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/nats/mq"
)

// Headers of a message that was put aside.
const (
	// FailureHeader says why its last attempt failed.
	FailureHeader = "Dead-Letter-Failure"
	// TopicHeader is the topic that it came from.
	TopicHeader = "Dead-Letter-Topic"
	// AttemptsHeader is the number of attempts.
	AttemptsHeader = "Dead-Letter-Attempts"
)

// longestPause is where pauses between attempts no longer grow.
const longestPause = time.Minute

// Subscribe hands messages to the handlers until Stop. Groups that are new begin
// with the oldest message that is kept. Topics nobody has published yet are waited for.
func (b *Broker) Subscribe(handlers ...mq.Handler) error {
	for _, h := range handlers {
		if !topic.MatchString(h.Topic) {
			return fmt.Errorf("topic %q %w", h.Topic, errName)
		}
		if !word.MatchString(h.Group) {
			return fmt.Errorf("group %q %w", h.Group, errName)
		}
	}
	for _, h := range handlers {
		for partition := range Partitions {
			b.work.Go(func() { b.subscribe(h, partition) })
		}
	}
	return nil
}

// Serve returns a function that hands messages to the handlers until Stop.
func (b *Broker) Serve(handlers []mq.Handler) func() error {
	return func() error {
		if err := b.Subscribe(handlers...); err != nil {
			return err
		}
		<-b.consuming.Done()
		return nil
	}
}

func (b *Broker) subscribe(h mq.Handler, partition int) {
	for failures := uint64(0); b.consuming.Err() == nil; failures++ {
		begun := time.Now()
		err := b.consume(h, partition)
		if err == nil || b.consuming.Err() != nil {
			return
		}
		if time.Since(begun) > longestPause {
			failures = 0
		}
		b.options.Log.Warn("taking messages failed",
			slog.String("topic", h.Topic), slog.String("group", h.Group), slog.Int("partition", partition), slog.Any("error", err))
		pause(b.consuming, growing(100*time.Millisecond, failures, 5*time.Second))
	}
}

// consume handles the messages of a partition, one after the other. It returns
// nil after Stop.
func (b *Broker) consume(h mq.Handler, partition int) error {
	subject := b.subject(h.Topic, partition)
	stream, err := b.js.StreamNameBySubject(b.consuming, subject)
	if err != nil {
		return fmt.Errorf("find the stream of %s: %w", subject, err)
	}
	consumer, err := b.js.CreateOrUpdateConsumer(b.consuming, stream, jetstream.ConsumerConfig{
		Durable:       durable(h, partition),
		FilterSubject: subject,
		DeliverPolicy: jetstream.DeliverAllPolicy,
		AckPolicy:     jetstream.AckExplicitPolicy,
		AckWait:       b.options.AckWait,
		// Attempts are counted here: the server would only stop delivering.
		MaxDeliver: -1,
		// The next message waits for this one, wherever it is at work.
		MaxAckPending: 1,
	})
	if err != nil {
		return fmt.Errorf("declare the consumer of %s: %w", subject, err)
	}
	messages, err := consumer.Messages(jetstream.PullMaxMessages(1), jetstream.WithMessagesErrOnMissingHeartbeat(true))
	if err != nil {
		return fmt.Errorf("pull from %s: %w", subject, err)
	}
	defer messages.Stop()
	defer context.AfterFunc(b.consuming, messages.Stop)()
	for {
		message, err := messages.Next()
		if errors.Is(err, jetstream.ErrMsgIteratorClosed) && b.consuming.Err() != nil {
			return nil
		}
		if err != nil {
			return fmt.Errorf("pull from %s: %w", subject, err)
		}
		if b.consuming.Err() != nil {
			return message.Nak() // another process may have it at once
		}
		b.handle(h, partition, message)
	}
}

// durable names the consumer of a partition that the processes of a group share.
// Names may hold no dots.
func durable(h mq.Handler, partition int) string {
	return h.Group + "_" + strings.ReplaceAll(h.Topic, ".", "_") + "_" + strconv.Itoa(partition)
}

// handle works on a message and tells the server what became of it.
func (b *Broker) handle(h mq.Handler, partition int, received jetstream.Msg) {
	metadata, err := received.Metadata()
	if err != nil {
		b.options.Log.Error("a message is none of JetStream's", slog.Any("error", err))
		return
	}
	message := read(h.Topic, received)
	ctx, cancel := context.WithTimeout(b.handling, b.options.HandleTimeout)
	defer cancel()
	ctx = requestinfo.With(ctx, &requestinfo.Info{
		ID: message.Header[mq.RequestID], TraceID: traceOf(message.Header[mq.Traceparent]), Route: h.Topic,
	})
	done := b.holdOn(received)
	begun := time.Now()
	err = attempt(ctx, h, message)
	done()
	attempts := int(min(metadata.NumDelivered, uint64(b.options.Attempts))) //nolint:gosec // no more than Attempts
	b.counts.handled(h, partition, outcomeOf(err, attempts >= b.options.Attempts), time.Since(begun), metadata.NumPending)
	if err == nil {
		b.tell(h, message, received.Ack())
		return
	}
	b.options.Log.WarnContext(ctx, "handling a message failed", slog.String("topic", h.Topic), slog.String("group", h.Group),
		slog.String("message", message.ID), slog.Uint64("attempt", metadata.NumDelivered), slog.Any("error", err))
	if attempts >= b.options.Attempts || mq.IsPermanent(err) {
		b.putAside(h, message, received, metadata.NumDelivered, err)
		return
	}
	b.tell(h, message, received.NakWithDelay(growing(b.options.Backoff, metadata.NumDelivered-1, longestPause)))
}

// holdOn tells the server, until its result is called, that the message is at work.
func (b *Broker) holdOn(received jetstream.Msg) func() {
	const beats = 3
	ended := make(chan struct{})
	stopped := make(chan struct{})
	go func() {
		defer close(stopped)
		ticker := time.NewTicker(b.options.AckWait / beats)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				_ = received.InProgress() // if it does not arrive, the next one may
			case <-ended:
				return
			}
		}
	}()
	return func() {
		close(ended)
		<-stopped
	}
}

// attempt calls the handler; what panics has failed.
func attempt(ctx context.Context, h mq.Handler, message mq.Message) (failure error) {
	defer func() {
		if reason := recover(); reason != nil {
			failure = fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
		}
	}()
	return h.Handle(ctx, message)
}

// putAside stores the message among the dead letters and takes it off the
// partition. While it cannot be stored, it stays where it is.
func (b *Broker) putAside(h mq.Handler, message mq.Message, received jetstream.Msg, attempts uint64, reason error) {
	letter := message
	letter.ID = h.Group + ":" + message.ID
	letter.Header = map[string]string{}
	maps.Copy(letter.Header, message.Header)
	letter.Header[FailureHeader] = firstLine(reason)
	letter.Header[TopicHeader] = h.Topic
	letter.Header[AttemptsHeader] = strconv.FormatUint(attempts, 10)
	subject := b.prefixed("dead." + b.options.Service + "." + h.Group + "." + h.Topic)
	if err := b.store(context.WithoutCancel(b.handling), subject, letter); err != nil {
		b.options.Log.Error("putting a message aside failed", slog.String("message", message.ID), slog.Any("error", err))
		b.tell(h, message, received.NakWithDelay(growing(b.options.Backoff, attempts-1, longestPause)))
		return
	}
	b.options.Log.Error("a message was put aside", slog.String("topic", h.Topic), slog.String("group", h.Group),
		slog.String("message", message.ID), slog.Any("error", reason))
	b.tell(h, message, received.Ack())
}

// tell logs that the server was not told of a message: it will deliver it again.
func (b *Broker) tell(h mq.Handler, message mq.Message, err error) {
	if err != nil {
		b.options.Log.Warn("a message will come again", slog.String("topic", h.Topic), slog.String("message", message.ID), slog.Any("error", err))
	}
}

func read(topic string, received jetstream.Msg) mq.Message {
	headers := received.Headers()
	message := mq.Message{
		ID: headers.Get(nats.MsgIdHdr), Topic: topic, Key: headers.Get(keyHeader), Header: map[string]string{}, Body: received.Data(),
	}
	for name, values := range headers {
		if name != nats.MsgIdHdr && name != keyHeader && len(values) > 0 {
			message.Header[name] = values[0]
		}
	}
	return message
}

// traceOf returns the id of the trace that a traceparent names, or nothing.
func traceOf(traceparent string) string {
	const parts, at = 4, 1
	if split := strings.Split(traceparent, "-"); len(split) >= parts {
		return split[at]
	}
	return ""
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// growing is a pause that doubles with each failure before, up to the longest.
func growing(first time.Duration, failures uint64, longest time.Duration) time.Duration {
	const doublings = 20
	return min(first<<min(failures, doublings), longest)
}
