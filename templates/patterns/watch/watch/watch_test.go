package watch_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/watch/watch"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// feed is a feed that ends as it says, once it has told where it begins and of one
// message.
type feed func(ctx context.Context, after string) error

func (f feed) Follow(ctx context.Context, _, after string, tell func(string, *mq.Message) error) error {
	for _, message := range []*mq.Message{nil, {ID: "1"}} {
		if err := tell("here", message); err != nil {
			return fmt.Errorf("follow: %w", err)
		}
	}
	return f(ctx, after)
}

func nothing(string, *mq.Message) error { return nil }

func TestFailuresOfTheFeedBecomeFaults(t *testing.T) {
	t.Parallel()
	for cause, expected := range map[error]struct {
		kind fault.Kind
		code string
	}{
		mq.ErrPosition:       {fault.Malformed, "malformed_request"},
		mq.ErrGone:           {fault.Stale, "position_gone"},
		errors.New("defect"): {fault.Unavailable, "changes_unavailable"},
	} {
		w := watch.New(feed(func(context.Context, string) error { return fmt.Errorf("follow: %w", cause) }), 1)
		err := w.Watch(t.Context(), "a.b", "x", nothing)
		found, ok := errors.AsType[*fault.Error](err)
		require.True(t, ok)
		assert.Equal(t, expected.kind, found.Kind)
		assert.Equal(t, expected.code, found.Code)
		require.ErrorIs(t, err, cause, "the log has it")
		assert.Equal(t, watch.State{Told: 1}, w.State())
	}
}

func TestFailuresOfTheCallerStayWhatTheyAre(t *testing.T) {
	t.Parallel()
	gone := errors.New("the caller is gone")
	w := watch.New(feed(func(context.Context, string) error { return mq.ErrGone }), 1)
	assert.Equal(t, gone, w.Watch(t.Context(), "a.b", "", func(string, *mq.Message) error { return gone }))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	assert.Equal(t, context.Canceled, w.Watch(ctx, "a.b", "", nothing))
}

func TestThereAreSoManyWatchesAtOnce(t *testing.T) {
	t.Parallel()
	const limit = 3
	w := watch.New(feed(func(ctx context.Context, _ string) error {
		<-ctx.Done()
		return ctx.Err()
	}), limit)
	ctx, cancel := context.WithCancel(t.Context())
	begun, ended := make(chan struct{}), make(chan error, limit)
	for range limit {
		go func() {
			ended <- w.Watch(ctx, "a.b", "", func(_ string, message *mq.Message) error {
				if message != nil {
					begun <- struct{}{}
				}
				return nil
			})
		}()
		<-begun
	}
	assert.Equal(t, limit, w.State().Open)
	err := w.Watch(t.Context(), "a.b", "", nothing)
	assert.Equal(t, fault.Exhausted, fault.KindOf(err))
	assert.EqualValues(t, 1, w.State().Refused)
	cancel()
	for range limit {
		require.ErrorIs(t, <-ended, context.Canceled)
	}
	assert.Zero(t, w.State().Open)
	assert.Equal(t, context.Canceled, w.Watch(ctx, "a.b", "", nothing), "there is room again")
}
