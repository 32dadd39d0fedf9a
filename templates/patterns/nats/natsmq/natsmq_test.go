package natsmq_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/nats/natstest"
)

const (
	patience = 20 * time.Second
	topic    = "shop.order"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// settings are those of a broker on streams of the test's own.
func settings(t *testing.T) natsmq.Options {
	t.Helper()
	return natsmq.Options{
		URL: natstest.URL(t), Service: "shop", Prefix: natstest.Prefix(t), Replicas: 1, Retention: time.Hour,
		Timeout: patience, AckWait: time.Second, HandleTimeout: patience, Attempts: 3, Backoff: time.Millisecond,
		Log: slog.New(slog.DiscardHandler),
	}
}

// start runs a broker for the length of the test.
func start(t *testing.T, options natsmq.Options) *natsmq.Broker {
	t.Helper()
	b, err := natsmq.Open(options)
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- b.Run() }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
		defer cancel()
		assert.NoError(t, b.Stop(ctx))
		assert.NoError(t, b.Close(ctx))
		assert.NoError(t, <-ended)
	})
	require.EventuallyWithT(t, func(c *assert.CollectT) { assert.NoError(c, b.Check(t.Context())) }, patience, 10*time.Millisecond)
	return b
}

func message(id, key string) mq.Message {
	return mq.Message{ID: id, Topic: topic, Key: key, Body: []byte(id)}
}

// notes are the messages that handlers have been given.
type notes struct {
	lock  sync.Mutex
	taken []mq.Message
}

func (n *notes) take(_ context.Context, m mq.Message) error {
	n.lock.Lock()
	defer n.lock.Unlock()
	n.taken = append(n.taken, m)
	return nil
}

func (n *notes) ids(key string) []string {
	n.lock.Lock()
	defer n.lock.Unlock()
	var found []string
	for _, m := range n.taken {
		if key == "" || m.Key == key {
			found = append(found, m.ID)
		}
	}
	return found
}

func TestAMessageArrivesAsItWasSent(t *testing.T) {
	t.Parallel()
	b := start(t, settings(t))
	sent := message("1", "a")
	sent.Header = map[string]string{mq.RequestID: "r-1", mq.Traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "Two": "li\r\nnes"}
	for range 3 {
		require.NoError(t, b.Publish(t.Context(), sent), "the server knows a repetition")
	}
	var got notes
	about := make(chan requestinfo.Info, 1)
	require.NoError(t, b.Subscribe(mq.Handler{Topic: topic, Group: "readers", Handle: func(ctx context.Context, m mq.Message) error {
		about <- *requestinfo.From(ctx)
		return got.take(ctx, m)
	}}))
	info := <-about
	assert.Equal(t, "r-1", info.ID)
	assert.Equal(t, "0af7651916cd43dd8448eb211c80319c", info.TraceID)
	require.NoError(t, b.Publish(t.Context(), message("2", "a")))
	<-about
	require.Eventually(t, func() bool { return len(got.ids("")) == 2 }, patience, time.Millisecond)
	sent.Header["Two"] = "li  nes"
	assert.Equal(t, sent, got.taken[0])
}

// Two processes share the work of a group while messages fail; a second group gets
// all of them too.
func TestMessagesOfAKeyKeepTheirOrder(t *testing.T) {
	t.Parallel()
	const keys, each = 20, 10
	options := settings(t)
	first, second := start(t, options), start(t, options)
	var shared, alone notes
	var lock sync.Mutex
	failed := map[string]int{}
	work := mq.Handler{Topic: topic, Group: "workers", Handle: func(ctx context.Context, m mq.Message) error {
		lock.Lock()
		failed[m.ID]++
		again := failed[m.ID] <= int(m.ID[len(m.ID)-1])%3
		lock.Unlock()
		if again {
			return errors.New("not now")
		}
		return shared.take(ctx, m)
	}}
	require.NoError(t, first.Subscribe(work))
	require.NoError(t, second.Subscribe(work, mq.Handler{Topic: topic, Group: "others", Handle: alone.take}))
	for n := range each {
		for key := range keys {
			require.NoError(t, first.Publish(t.Context(), message(fmt.Sprintf("%d-%d", key, n), strconv.Itoa(key))))
		}
	}
	for name, got := range map[string]*notes{"workers": &shared, "others": &alone} {
		require.Eventually(t, func() bool { return len(got.ids("")) == keys*each }, patience, time.Millisecond, name)
		for key := range keys {
			var expected []string
			for n := range each {
				expected = append(expected, fmt.Sprintf("%d-%d", key, n))
			}
			assert.Equal(t, expected, got.ids(strconv.Itoa(key)), name)
		}
	}
	assert.Equal(t, keys*each, first.Counts().Published[natsmq.Published{Topic: topic, Outcome: natsmq.Stored}])
	done := natsmq.Handled{Topic: topic, Group: "workers", Outcome: natsmq.Done}
	var one, other natsmq.Counts
	// A message counts once its handler has returned.
	require.Eventually(t, func() bool {
		one, other = first.Counts(), second.Counts()
		return one.Handled[done]+other.Handled[done] == keys*each
	}, patience, time.Millisecond)
	assert.Positive(t, one.Handled[done], "both have worked")
	assert.Positive(t, other.Handled[done])
}

func TestWhatFailsTooOftenIsPutAsideAndHoldsUpNobody(t *testing.T) {
	t.Parallel()
	options := settings(t)
	b := start(t, options)
	var got notes
	var lock sync.Mutex
	attempts := map[string]int{}
	require.NoError(t, b.Subscribe(mq.Handler{Topic: topic, Group: "workers", Handle: func(ctx context.Context, m mq.Message) error {
		lock.Lock()
		attempts[m.ID]++
		lock.Unlock()
		switch m.ID {
		case "poison":
			return errors.New("cannot\nread it")
		case "hopeless":
			return fmt.Errorf("handle: %w", mq.Permanent(errors.New("never")))
		case "panic":
			panic("boom")
		}
		return got.take(ctx, m)
	}}))
	for _, id := range []string{"poison", "hopeless", "panic", "good"} {
		require.NoError(t, b.Publish(t.Context(), message(id, "a")))
	}
	require.Eventually(t, func() bool { return len(got.ids("")) == 1 }, patience, time.Millisecond)
	assert.Equal(t, map[string]int{"poison": 3, "hopeless": 1, "panic": 3, "good": 1}, attempts)
	assert.Equal(t, 3, b.Counts().Handled[natsmq.Handled{Topic: topic, Group: "workers", Outcome: natsmq.Dead}])

	letters, err := natstest.JetStream(t).Stream(t.Context(), options.Prefix+"-shop-dead-letters")
	require.NoError(t, err)
	letter, err := letters.GetMsg(t.Context(), 1)
	require.NoError(t, err)
	assert.Equal(t, options.Prefix+".dead.shop.workers."+topic, letter.Subject)
	assert.Equal(t, "poison", string(letter.Data))
	assert.Equal(t, "cannot", letter.Header.Get(natsmq.FailureHeader))
	assert.Equal(t, topic, letter.Header.Get(natsmq.TopicHeader))
	assert.Equal(t, "3", letter.Header.Get(natsmq.AttemptsHeader))
}

func TestALongHandlerKeepsItsMessageAndStopWaitsForIt(t *testing.T) {
	t.Parallel()
	options := settings(t)
	options.AckWait = 300 * time.Millisecond
	b, other := start(t, options), start(t, options)
	begun, goOn := make(chan string, 10), make(chan struct{})
	var got notes
	work := func(ctx context.Context, m mq.Message) error {
		begun <- m.ID
		<-goOn
		return got.take(ctx, m)
	}
	require.NoError(t, b.Subscribe(mq.Handler{Topic: topic, Group: "workers", Handle: work}))
	require.NoError(t, b.Publish(t.Context(), message("1", "a")))
	require.NoError(t, b.Publish(t.Context(), message("2", "a")))
	assert.Equal(t, "1", <-begun)
	require.NoError(t, other.Subscribe(mq.Handler{Topic: topic, Group: "workers", Handle: got.take}))
	assert.Never(t, func() bool { return len(got.ids("")) > 0 }, 4*options.AckWait, 10*time.Millisecond, "the first holds on to it")

	stopped := make(chan error, 1)
	go func() { stopped <- b.Stop(t.Context()) }()
	assert.Never(t, func() bool { return len(stopped) > 0 }, 100*time.Millisecond, 10*time.Millisecond)
	close(goOn)
	require.NoError(t, <-stopped)
	require.Eventually(t, func() bool { return slices.Equal(got.ids(""), []string{"1", "2"}) }, patience, time.Millisecond)
}

func TestStopTellsHandlersToGiveUp(t *testing.T) {
	t.Parallel()
	b := start(t, settings(t))
	begun := make(chan struct{})
	require.NoError(t, b.Subscribe(mq.Handler{Topic: topic, Group: "workers", Handle: func(ctx context.Context, _ mq.Message) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}}))
	require.NoError(t, b.Publish(t.Context(), message("1", "a")))
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	assert.ErrorIs(t, b.Stop(ctx), context.DeadlineExceeded)
}

func TestWhatNoServerWouldTakeIsRefused(t *testing.T) {
	t.Parallel()
	b := start(t, settings(t))
	large := message("1", "a")
	large.Body = make([]byte, 2<<20)
	for name, m := range map[string]mq.Message{
		"large": large, "topic": {ID: "1", Topic: "shop.*", Key: "a"}, "id": {Topic: topic, Key: "a"}, "key": {ID: "1", Topic: topic},
	} {
		assert.ErrorIs(t, b.Publish(t.Context(), m), mq.ErrRefused, name)
	}
	foreign := message("1", "a")
	foreign.Topic = "nobody.listens"
	err := b.Publish(t.Context(), foreign)
	require.Error(t, err)
	require.NotErrorIs(t, err, mq.ErrRefused, "its stream may come")
	require.ErrorContains(t, b.Subscribe(mq.Handler{Topic: "shop.>", Group: "a"}), "topic")
	require.ErrorContains(t, b.Subscribe(mq.Handler{Topic: topic, Group: "a.b"}), "group")
}

func TestAServerThatIsAwayKeepsNobodyWaiting(t *testing.T) {
	t.Parallel()
	b, err := natsmq.Open(natsmq.Options{
		URL: "nats://127.0.0.1:1", Service: "shop", Timeout: 200 * time.Millisecond, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	begun := time.Now()
	err = b.Publish(t.Context(), message("1", "a"))
	require.Error(t, err)
	require.NotErrorIs(t, err, mq.ErrRefused)
	require.Error(t, b.Check(t.Context()))
	assert.False(t, b.Connected())
	assert.Less(t, time.Since(begun), 5*time.Second)
	require.NoError(t, b.Stop(t.Context()))
	require.NoError(t, b.Close(t.Context()))
}

func TestTheAddressIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "http://user:hunter2@localhost", "nats://user:hunter2@localhost:port", "nats://a,user:hunter2@b"} {
		_, err := natsmq.Open(natsmq.Options{URL: url, Service: "shop"})
		require.ErrorContains(t, err, "NATS_URL", url)
		assert.NotContains(t, err.Error(), "hunter2")
	}
	_, err := natsmq.Open(natsmq.Options{URL: "nats://localhost", Service: "shop", Prefix: "a.b"})
	assert.ErrorContains(t, err, "NATS_PREFIX")
}
