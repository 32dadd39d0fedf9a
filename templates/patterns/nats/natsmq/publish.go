package natsmq

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"goldenpath.dev/patterns/nats/mq"
)

// keyHeader carries the key of a message.
const keyHeader = "Message-Key"

// messageTooLarge is JetStream's code for a message that the stream has no room for.
const messageTooLarge jetstream.ErrorCode = 10054

// Publish implements mq.Publisher. The server knows a message that is published
// again within ten minutes by its ID, and keeps the first.
func (b *Broker) Publish(ctx context.Context, message mq.Message) error {
	err := b.publish(ctx, message)
	b.counts.published(message.Topic, err)
	return err
}

func (b *Broker) publish(ctx context.Context, message mq.Message) error {
	if !topic.MatchString(message.Topic) {
		return fmt.Errorf("%w: topic %q %w", mq.ErrRefused, message.Topic, errName)
	}
	if message.ID == "" || message.Key == "" {
		return fmt.Errorf("%w: it needs an ID and a key", mq.ErrRefused)
	}
	return b.store(ctx, b.subject(message.Topic, partitionOf(message.Key)), message)
}

// store returns when the message is in the stream of the subject.
func (b *Broker) store(ctx context.Context, subject string, message mq.Message) error {
	ctx, cancel := context.WithTimeout(ctx, b.options.Timeout)
	defer cancel()
	envelope := nats.NewMsg(subject)
	envelope.Data = message.Body
	for name, value := range message.Header {
		// A line end would end the header.
		envelope.Header[name] = []string{strings.NewReplacer("\r", " ", "\n", " ").Replace(value)}
	}
	envelope.Header[keyHeader] = []string{message.Key}
	// Whoever publishes tries again, and knows better when.
	_, err := b.js.PublishMsg(ctx, envelope, jetstream.WithMsgID(message.ID), jetstream.WithRetryAttempts(0))
	failure, ofServer := errors.AsType[*jetstream.APIError](err)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, nats.ErrMaxPayload), ofServer && failure.ErrorCode == messageTooLarge:
		return fmt.Errorf("%w: %w", mq.ErrRefused, err)
	case errors.Is(err, jetstream.ErrNoStreamResponse), errors.Is(err, nats.ErrNoResponders):
		b.redeclare()
	}
	return fmt.Errorf("publish to %s: %w", subject, err)
}
