package natsmq

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"github.com/nats-io/nats.go/jetstream"

	"goldenpath.dev/patterns/nats/mq"
)

const (
	// ahead is the number of messages that are fetched before their reader wants them.
	ahead = 64
	// quiet is the time after which a position that others have moved on is told.
	quiet = 5 * time.Second
	// beat is the time between two signs of life of the server; two that are missing
	// are noticed within quiet.
	beat = 2 * time.Second
	// abandoned is the time after which the server forgets a reader that is gone.
	abandoned = time.Minute
)

var (
	errAway = errors.New("there is no connection to a server")
	errLost = errors.New("a message was lost on its way")

	_ mq.Feed = (*Broker)(nil)
)

// Follow implements mq.Feed. It reads the whole stream, whatever the topic: where
// each message has the number after the last one, none is missing, and the
// position does not grow old while nothing happens on the topic.
func (b *Broker) Follow(ctx context.Context, of, after string, tell func(position string, message *mq.Message) error) error {
	if !topic.MatchString(of) {
		return fmt.Errorf("topic %q %w", of, errName)
	}
	subject := b.prefixed(of)
	name, err := b.js.StreamNameBySubject(ctx, b.subject(of, 0))
	if err != nil {
		b.redeclare()
		return fmt.Errorf("find the stream of %s: %w", subject, err)
	}
	stream, err := b.js.Stream(ctx, name)
	if err != nil {
		return fmt.Errorf("find the stream of %s: %w", subject, err)
	}
	at, err := beginAfter(after, subject, stream.CachedInfo())
	if err != nil {
		return err
	}
	if err := tell(at.String(), nil); err != nil {
		return err
	}
	messages, end, err := b.read(ctx, stream, at)
	if err != nil {
		return fmt.Errorf("follow %s: %w", subject, err)
	}
	defer end()
	f := follower{topic: of, subject: subject, at: at, told: at, toldAt: time.Now(), tell: tell}
	for {
		message, err := next(ctx, messages)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, context.DeadlineExceeded) && b.Connected():
			err = f.remind()
		case errors.Is(err, context.DeadlineExceeded):
			err = errAway
		case err == nil:
			err = f.take(message)
		}
		if err != nil {
			return fmt.Errorf("follow %s: %w", subject, err)
		}
	}
}

// read hands out what the stream holds behind the position, until end is called.
func (b *Broker) read(ctx context.Context, stream jetstream.Stream, at position) (messages jetstream.MessagesContext, end func(), err error) {
	// A reader that is gone before the server has answered would stay there.
	ctx = context.WithoutCancel(ctx)
	consumer, err := stream.CreateConsumer(ctx, jetstream.ConsumerConfig{
		DeliverPolicy: jetstream.DeliverByStartSequencePolicy, OptStartSeq: at.sequence + 1,
		AckPolicy: jetstream.AckNonePolicy, MemoryStorage: true, Replicas: 1, InactiveThreshold: abandoned,
	})
	if err != nil {
		return nil, nil, err
	}
	messages, err = consumer.Messages(
		jetstream.PullMaxMessages(ahead), jetstream.PullHeartbeat(beat), jetstream.WithMessagesErrOnMissingHeartbeat(true),
	)
	if err != nil {
		return nil, nil, err
	}
	return messages, func() {
		messages.Stop()
		// A server that is away forgets the reader by itself.
		_ = stream.DeleteConsumer(ctx, consumer.CachedInfo().Name)
	}, nil
}

// next returns the next message, or an error when there is none for a while.
func next(ctx context.Context, messages jetstream.MessagesContext) (jetstream.Msg, error) {
	ctx, cancel := context.WithTimeout(ctx, quiet)
	defer cancel()
	return messages.Next(jetstream.NextContext(ctx))
}

// follower is how far a reader has come.
type follower struct {
	topic, subject string
	// at is behind the last message, told is what the reader knows of that.
	at, told position
	toldAt   time.Time
	// received counts messages as the server does.
	received uint64
	tell     func(string, *mq.Message) error
}

// take tells of the message, if it is on the topic.
func (f *follower) take(message jetstream.Msg) error {
	metadata, err := message.Metadata()
	if err != nil {
		return err
	}
	f.received++
	if metadata.Sequence.Consumer != f.received {
		return errLost
	}
	f.at.sequence++
	if metadata.Sequence.Stream != f.at.sequence {
		return mq.ErrGone
	}
	partition, ok := strings.CutPrefix(message.Subject(), f.subject+".")
	if !ok || strings.Contains(partition, ".") {
		return f.remind()
	}
	told := read(f.topic, message)
	return f.say(&told)
}

// remind tells where the reader is, if it has not known for a while.
func (f *follower) remind() error {
	if f.at == f.told || time.Since(f.toldAt) < quiet {
		return nil
	}
	return f.say(nil)
}

func (f *follower) say(message *mq.Message) error {
	f.told, f.toldAt = f.at, time.Now()
	return f.tell(f.at.String(), message)
}

// position is behind a message of a stream.
type position struct {
	// topic stands for the subject that is followed.
	topic uint32
	// made is when the stream was made: another one of its name counts anew.
	made int64
	// sequence is that of the message, 0 for none.
	sequence uint64
}

const form = "%08x%016x%016x"

// String is the position as its reader keeps it.
func (p position) String() string { return fmt.Sprintf(form, p.topic, p.made, p.sequence) }

// beginAfter is the position that was given, or the end of the stream.
func beginAfter(given, subject string, stream *jetstream.StreamInfo) (position, error) {
	hash := fnv.New32a()
	_, _ = hash.Write([]byte(subject))
	end := position{topic: hash.Sum32(), made: stream.Created.UnixNano(), sequence: stream.State.LastSeq}
	if given == "" {
		return end, nil
	}
	var at position
	if _, err := fmt.Sscanf(given, form, &at.topic, &at.made, &at.sequence); err != nil || at.String() != given || at.topic != end.topic {
		return position{}, mq.ErrPosition
	}
	if at.made != end.made || at.sequence > end.sequence || at.sequence+1 < stream.State.FirstSeq {
		return position{}, mq.ErrGone
	}
	return at, nil
}
