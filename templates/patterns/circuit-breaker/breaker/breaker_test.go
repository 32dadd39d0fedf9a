package breaker_test

import (
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/typed-clients/calling"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const pause = 300 * time.Millisecond

// options open a circuit when half of at least four attempts fail.
func options() breaker.Options {
	return breaker.Options{Percent: 50, Attempts: 4, Window: time.Minute, Pause: pause, Probes: 1, Log: slog.New(slog.DiscardHandler)}
}

func TestOldFailuresAreForgotten(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		caller := calling.New(calling.Options{Name: "parcels", Concurrency: 1})
		circuit := breaker.Protect([]*calling.Caller{caller}, options())[0]
		fail := func() {
			_ = circuit.Guard(func() error { return &calling.Failure{Err: errors.New("ill"), Verdict: calling.Ill, Trouble: true} })
		}
		for range 3 {
			fail()
		}
		time.Sleep(2 * time.Minute)
		fail()
		assert.Equal(t, breaker.Closed, circuit.State(), "three of the four are too long ago")
		for range 3 {
			fail()
		}
		assert.Equal(t, breaker.Open, circuit.State())
	})
}
