package breaker_test

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

// faulty is a service that answers as it is told, and counts.
type faulty struct {
	answer  atomic.Pointer[http.HandlerFunc]
	reached atomic.Int32
}

func (f *faulty) will(answer http.HandlerFunc) { f.answer.Store(&answer) }

func (f *faulty) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.reached.Add(1)
	(*f.answer.Load())(w, r)
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// hang answers nothing until the caller has gone.
func hang(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// cut closes the connection in the place of an answer.
func cut(w http.ResponseWriter, _ *http.Request) {
	connection, _, err := http.NewResponseController(w).Hijack()
	if err == nil {
		_ = connection.Close()
	}
}

// protected is a client of a faulty service, behind a circuit.
func protected(t *testing.T, change func(*httpclient.Options, *breaker.Options)) (*faulty, *httpclient.Client, *breaker.Circuit) {
	t.Helper()
	service := &faulty{}
	service.will(status(http.StatusNoContent))
	server := httptest.NewServer(service)
	calls := httpclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: time.Second, Attempts: 1, Concurrency: 8},
		URL:     server.URL, MaxBody: 1 << 10,
	}
	guarded := options()
	if change != nil {
		change(&calls, &guarded)
	}
	client, err := httpclient.New(calls)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, client.Close())
		server.Close()
	})
	return service, client, breaker.Protect([]*calling.Caller{client.Caller()}, guarded)[0]
}

func get(ctx context.Context, client *httpclient.Client) error {
	return client.Do(ctx, httpclient.Request{Method: http.MethodGet, Path: "/parcels/1", What: "parcel"}, nil)
}

func TestAServiceThatFailsIsNotCalledUntilItMayBeWell(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]http.HandlerFunc{
		"fails": status(http.StatusInternalServerError), "is away": status(http.StatusServiceUnavailable), "hangs": hang, "cuts": cut,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, client, circuit := protected(t, nil)
			for range 2 {
				require.NoError(t, get(t.Context(), client))
			}
			service.will(answer)
			for range 2 {
				require.Error(t, get(t.Context(), client))
			}
			require.Equal(t, breaker.Open, circuit.State())
			check := breaker.Checks([]*breaker.Circuit{circuit})[0]
			assert.Equal(t, "circuit-parcels", check.Name)
			require.ErrorContains(t, check.Run(t.Context()), "open")
			assert.False(t, check.Hard)

			reached := service.reached.Load()
			err := get(t.Context(), client)
			refused, ok := err.(*fault.Error) //nolint:errorlint // it is what callers get, as it is
			require.True(t, ok, "%v", err)
			assert.Equal(t, fault.Unavailable, refused.Kind)
			assert.Equal(t, "upstream_unavailable", refused.Code)
			assert.Positive(t, refused.RetryAfter)
			assert.Equal(t, reached, service.reached.Load(), "nothing was sent")
			assert.EqualValues(t, 1, circuit.Refused())

			service.will(status(http.StatusNoContent))
			assert.Eventually(t, func() bool { return get(t.Context(), client) == nil }, 10*pause, pause/10)
			assert.Equal(t, breaker.Closed, circuit.State())
			require.NoError(t, check.Run(t.Context()))
			assert.EqualValues(t, 1, circuit.Opened())
		})
	}
}

func TestAServiceThatCannotBeReachedIsNotCalled(t *testing.T) {
	t.Parallel()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	address := listener.Addr().String()
	require.NoError(t, listener.Close())
	_, client, circuit := protected(t, func(calls *httpclient.Options, _ *breaker.Options) { calls.URL = "http://" + address })
	for range 4 {
		require.Error(t, get(t.Context(), client))
	}
	assert.Equal(t, breaker.Open, circuit.State())
}

func TestARefusedProbeOpensTheCircuitAgain(t *testing.T) {
	t.Parallel()
	service, client, circuit := protected(t, nil)
	service.will(status(http.StatusBadGateway))
	for range 4 {
		require.Error(t, get(t.Context(), client))
	}
	reached := service.reached.Load()
	assert.Eventually(t, func() bool {
		_ = get(t.Context(), client)
		return circuit.Opened() == 2
	}, 10*pause, pause/10)
	assert.Equal(t, reached+1, service.reached.Load(), "one probe")
}

func TestOnlyAsManyProbesGoOutAsAreSaid(t *testing.T) {
	t.Parallel()
	service, client, circuit := protected(t, func(calls *httpclient.Options, _ *breaker.Options) { calls.Timeout = 10 * time.Second })
	service.will(status(http.StatusBadGateway))
	for range 4 {
		require.Error(t, get(t.Context(), client))
	}
	arrived, release := make(chan struct{}), make(chan struct{})
	service.will(func(w http.ResponseWriter, _ *http.Request) {
		close(arrived)
		<-release
		w.WriteHeader(http.StatusNoContent)
	})
	require.Eventually(t, func() bool { return circuit.State() == breaker.HalfOpen }, 10*pause, pause/10)
	var probe sync.WaitGroup
	probe.Go(func() { assert.NoError(t, get(context.WithoutCancel(t.Context()), client)) })
	<-arrived
	refused := get(t.Context(), client)
	close(release)
	probe.Wait()
	assert.Equal(t, fault.Unavailable, fault.KindOf(refused))
	assert.Equal(t, breaker.Closed, circuit.State())
}

func TestWhatIsNoFaultOfTheServiceOpensNothing(t *testing.T) {
	t.Parallel()
	const calls = 8
	patient := func(options *httpclient.Options, _ *breaker.Options) { options.Timeout = 10 * time.Second }
	for name, code := range map[string]int{
		"what does not exist":   http.StatusNotFound,
		"what breaks rules":     http.StatusUnprocessableEntity,
		"too many of our calls": http.StatusTooManyRequests,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, client, circuit := protected(t, patient)
			service.will(status(code))
			for range calls {
				require.Error(t, get(t.Context(), client))
			}
			assert.Equal(t, breaker.Closed, circuit.State())
			assert.EqualValues(t, calls, service.reached.Load())
		})
	}
	t.Run("a caller who went", func(t *testing.T) {
		t.Parallel()
		service, client, circuit := protected(t, patient)
		for range calls {
			ctx, cancel := context.WithCancel(t.Context())
			service.will(func(w http.ResponseWriter, r *http.Request) {
				cancel()
				hang(w, r)
			})
			require.Error(t, get(ctx, client))
		}
		assert.Equal(t, breaker.Closed, circuit.State())
		assert.EqualValues(t, calls, service.reached.Load())
	})
	t.Run("a caller without patience", func(t *testing.T) {
		t.Parallel()
		service, client, circuit := protected(t, patient)
		service.will(hang)
		for range calls {
			ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
			require.Error(t, get(ctx, client))
			cancel()
		}
		assert.Equal(t, breaker.Closed, circuit.State())
	})
}

func TestAttemptsCountAndAnOpenCircuitIsNotTriedAgain(t *testing.T) {
	t.Parallel()
	service, client, circuit := protected(t, func(calls *httpclient.Options, options *breaker.Options) {
		calls.Attempts, calls.Timeout, options.Attempts = 4, 10*time.Second, 2
	})
	var seen calling.Call
	client.Caller().Observe(func(call calling.Call) { seen = call })
	service.will(status(http.StatusServiceUnavailable))
	err := get(t.Context(), client)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.ErrorContains(t, err, "answered 503", "the log tells what opened it")
	assert.EqualValues(t, 2, service.reached.Load())
	assert.Equal(t, 2, seen.Attempts)
	assert.Equal(t, breaker.Open, circuit.State())
}

func TestACircuitThatNothingOpensStaysClosed(t *testing.T) {
	t.Parallel()
	service, client, circuit := protected(t, func(_ *httpclient.Options, options *breaker.Options) { options.Percent = 101 })
	service.will(status(http.StatusBadGateway))
	for range 8 {
		require.Error(t, get(t.Context(), client))
	}
	assert.Equal(t, breaker.Closed, circuit.State())
}
