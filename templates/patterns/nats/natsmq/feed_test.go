package natsmq_test

import (
	"context"
	"errors"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/nats/natstest"
)

// errEnough ends a reader that has read what it wanted.
var errEnough = errors.New("enough")

// told is what a reader is told.
type told struct {
	position string
	id       string
}

// follow reads until as many messages have come, and returns all it was told.
func follow(t *testing.T, b *natsmq.Broker, after string, messages int) []told {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var found []told
	tell := func(position string, m *mq.Message) error {
		one := told{position: position}
		if m != nil {
			assert.Equal(t, topic, m.Topic)
			one.id = m.ID
			messages--
		}
		if len(found) == 0 || found[len(found)-1].position != position {
			found = append(found, one)
		}
		if messages == 0 {
			return errEnough
		}
		return nil
	}
	err := b.Follow(ctx, topic, after, tell)
	// On a busy machine the server may give no sign of life in time; readers go on where they were.
	for errors.Is(err, jetstream.ErrNoHeartbeat) && len(found) > 0 {
		err = b.Follow(ctx, topic, found[len(found)-1].position, tell)
	}
	require.ErrorIs(t, err, errEnough)
	return found
}

// publish stores messages with numbers for ids.
func publish(t *testing.T, b *natsmq.Broker, from, to int) {
	t.Helper()
	for n := from; n < to; n++ {
		require.NoError(t, b.Publish(t.Context(), message(strconv.Itoa(n), strconv.Itoa(n))))
	}
}

func ids(all []told) []string {
	var found []string
	for _, one := range all {
		if one.id != "" {
			found = append(found, one.id)
		}
	}
	return found
}

func numbers(from, to int) []string {
	var found []string
	for n := from; n < to; n++ {
		found = append(found, strconv.Itoa(n))
	}
	return found
}

func TestAFeedGoesOnFromEveryPosition(t *testing.T) {
	t.Parallel()
	const all = 200
	b := start(t, settings(t))
	publish(t, b, 0, 1)
	begun := follow(t, b, "", 0)
	require.Len(t, begun, 1, "it tells at once where it begins")
	assert.Empty(t, begun[0].id)
	publish(t, b, 1, all)
	require.NoError(t, b.Publish(t.Context(), mq.Message{ID: "other", Topic: topic + ".other", Key: "a"}))
	publish(t, b, all, all+1)

	read := follow(t, b, begun[0].position, all)
	assert.Equal(t, begun[0], read[0])
	assert.Equal(t, numbers(1, all+1), ids(read), "in the order in which they were stored, those of other topics left out")
	for _, place := range []int{1, 2, all / 2, all - 1} {
		again := follow(t, b, read[place].position, all-place)
		assert.Equal(t, read[place:][1:], again[1:])
	}
}

func TestAFeedReadsOnWhileOthersPublish(t *testing.T) {
	t.Parallel()
	const each, publishers = 50, 4
	options := settings(t)
	reader, writer := start(t, options), start(t, options)
	begun := follow(t, reader, "", 0)
	var work sync.WaitGroup
	for p := range publishers {
		work.Go(func() {
			for n := range each {
				assert.NoError(t, writer.Publish(t.Context(), message(strconv.Itoa(p)+"-"+strconv.Itoa(n), strconv.Itoa(p))))
			}
		})
	}
	var found []told
	for position := begun[0].position; len(found) < each*publishers; {
		part := follow(t, reader, position, min(7, each*publishers-len(found)))
		found = append(found, part[1:]...)
		position = part[len(part)-1].position
	}
	work.Wait()
	for p := range publishers {
		var expected, got []string
		for n := range each {
			expected = append(expected, strconv.Itoa(p)+"-"+strconv.Itoa(n))
		}
		for _, id := range ids(found) {
			if id[0] == strconv.Itoa(p)[0] {
				got = append(got, id)
			}
		}
		assert.Equal(t, expected, got)
	}
}

func TestAPositionKeepsUpWithOtherTopics(t *testing.T) {
	t.Parallel()
	b := start(t, settings(t))
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	var positions []string
	err := b.Follow(ctx, topic, "", func(position string, m *mq.Message) error {
		assert.Nil(t, m)
		positions = append(positions, position)
		if len(positions) > 1 {
			return errEnough
		}
		return b.Publish(ctx, mq.Message{ID: "1", Topic: "shop.other", Key: "a"})
	})
	require.ErrorIs(t, err, errEnough)
	assert.Greater(t, positions[1], positions[0])
}

func TestPositionsThatLeadNowhereAreRefused(t *testing.T) {
	t.Parallel()
	options := settings(t)
	b := start(t, options)
	publish(t, b, 0, 5)
	here := follow(t, b, "", 0)[0].position
	none := func(string, *mq.Message) error {
		assert.Fail(t, "nothing is told")
		return errEnough
	}
	for name, position := range map[string]string{
		"word": "now", "short": here[:39], "long": here + "0", "sign": "+" + here[1:], "other topic": "00000000" + here[8:],
	} {
		require.ErrorIs(t, b.Follow(t.Context(), topic, position, none), mq.ErrPosition, name)
	}
	ahead, other := here[:39]+"6", here[:23]+"f"+here[24:]
	if here[23] == 'f' {
		other = here[:23] + "e" + here[24:]
	}
	require.ErrorIs(t, b.Follow(t.Context(), topic, ahead, none), mq.ErrGone, "the stream has not come so far")
	require.ErrorIs(t, b.Follow(t.Context(), topic, other, none), mq.ErrGone, "the stream is another one")
	require.ErrorContains(t, b.Follow(t.Context(), "shop.*", "", none), "topic")
	require.Error(t, b.Follow(t.Context(), "nobody.publishes", "", none))

	stream, err := natstest.JetStream(t).Stream(t.Context(), options.Prefix+"-shop")
	require.NoError(t, err)
	third := here[:39] + "3"
	require.NoError(t, stream.Purge(t.Context(), jetstream.WithPurgeSequence(4)))
	assert.Equal(t, []string{"3", "4"}, ids(follow(t, b, third, 2)))
	require.NoError(t, stream.Purge(t.Context()))
	require.ErrorIs(t, b.Follow(t.Context(), topic, third, none), mq.ErrGone)
	assert.Equal(t, here, follow(t, b, here, 0)[0].position, "nothing is missing behind the last message")
}

// The server may delete what a slow reader has not read yet.
func TestAGapIsNoticed(t *testing.T) {
	t.Parallel()
	options := settings(t)
	b := start(t, options)
	stream, err := natstest.JetStream(t).Stream(t.Context(), options.Prefix+"-shop")
	require.NoError(t, err)
	begun := follow(t, b, "", 0)[0].position
	publish(t, b, 0, 3)
	require.NoError(t, stream.DeleteMsg(t.Context(), 2))
	var read []string
	err = b.Follow(t.Context(), topic, begun, func(_ string, m *mq.Message) error {
		if m != nil {
			read = append(read, m.ID)
		}
		return nil
	})
	require.ErrorIs(t, err, mq.ErrGone)
	assert.Equal(t, []string{"0"}, read)
}

func TestAFeedLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	options := settings(t)
	b := start(t, options)
	stream, err := natstest.JetStream(t).Stream(t.Context(), options.Prefix+"-shop")
	require.NoError(t, err)
	consumers := func() int {
		info, err := stream.Info(t.Context())
		require.NoError(t, err)
		return info.State.Consumers
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- b.Follow(ctx, topic, "", func(string, *mq.Message) error { return nil }) }()
	require.Eventually(t, func() bool { return consumers() == 1 }, patience, time.Millisecond)
	cancel()
	require.ErrorIs(t, <-ended, context.Canceled)
	assert.Zero(t, consumers())
}
