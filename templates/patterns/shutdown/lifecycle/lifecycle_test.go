package lifecycle_test

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/shutdown/lifecycle"
)

type journal struct {
	mutex   sync.Mutex
	entries []string
}

func (j *journal) add(entry string) {
	j.mutex.Lock()
	defer j.mutex.Unlock()
	j.entries = append(j.entries, entry)
}

func (j *journal) hook(phase lifecycle.Phase, name string) lifecycle.Hook {
	return lifecycle.Hook{Phase: phase, Name: name, Stop: func(context.Context) error {
		j.add(name)
		return nil
	}}
}

func options() lifecycle.Options {
	return lifecycle.Options{Log: slog.New(slog.DiscardHandler), Delay: 5 * time.Second, Budget: time.Second}
}

func TestRunStopsInPhases(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		stopped := make(chan struct{})
		var order journal
		start := time.Now()
		time.AfterFunc(time.Minute, cancel)
		err := lifecycle.Run(ctx,
			[]lifecycle.Runner{{Name: "server", Run: func() error { <-stopped; return nil }}},
			[]lifecycle.Hook{
				order.hook(lifecycle.Pools, "pool"),
				order.hook(lifecycle.Readiness, "health"),
				{Phase: lifecycle.Servers, Name: "server", Stop: func(ctx context.Context) error {
					assert.NoError(t, ctx.Err(), "the end of the service must not cut its shutdown short")
					order.add("server")
					close(stopped)
					return nil
				}},
			}, options())
		assert.NoError(t, err)
		assert.Equal(t, []string{"health", "server", "pool"}, order.entries)
		assert.Equal(t, time.Minute+5*time.Second, time.Since(start))
	})
}

func TestRunEndsWhenARunnerFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var order journal
		err := lifecycle.Run(t.Context(),
			[]lifecycle.Runner{{Name: "server", Run: func() error { return errors.New("address in use") }}},
			[]lifecycle.Hook{order.hook(lifecycle.Pools, "pool")}, options())
		assert.EqualError(t, err, "server: address in use")
		assert.Equal(t, []string{"pool"}, order.entries)
	})
}

func TestStopGivesEachPhaseItsOwnBudget(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var order journal
		err := lifecycle.Stop(t.Context(), []lifecycle.Hook{
			{Phase: lifecycle.Servers, Name: "slow", Stop: func(ctx context.Context) error {
				<-ctx.Done()
				return ctx.Err()
			}},
			order.hook(lifecycle.Pools, "pool"),
		}, 0, options())
		assert.ErrorIs(t, err, context.DeadlineExceeded)
		assert.Equal(t, []string{"pool"}, order.entries)
	})
}
