package server_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"github.com/acme/orders/internal/platform/lifecycle"
	"github.com/acme/orders/internal/platform/server"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func listen(t *testing.T, handler http.HandlerFunc) *server.Server {
	t.Helper()
	listening, err := server.Listen(t.Context(), server.Options{
		Name: "api", Address: "127.0.0.1:0", Handler: handler, Log: slog.New(slog.DiscardHandler),
	})
	require.NoError(t, err)
	return listening
}

func get(ctx context.Context, address string) (status int, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address, nil)
	if err != nil {
		return 0, err
	}
	client := &http.Client{Transport: &http.Transport{}}
	defer client.CloseIdleConnections()
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	return answer.StatusCode, answer.Body.Close()
}

func TestStopFinishesTheRequestsUnderWay(t *testing.T) {
	entered, proceed := make(chan struct{}), make(chan struct{})
	listening := listen(t, func(w http.ResponseWriter, _ *http.Request) {
		close(entered)
		<-proceed
		w.WriteHeader(http.StatusNoContent)
	})
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- lifecycle.Run(ctx, []lifecycle.Runner{listening.Runner()}, listening.Hooks(lifecycle.Servers),
			lifecycle.Options{Log: slog.New(slog.DiscardHandler), Budget: 5 * time.Second})
	}()
	answered := make(chan int, 1)
	go func() {
		status, err := get(t.Context(), listening.Address())
		assert.NoError(t, err)
		answered <- status
	}()
	<-entered
	cancel()
	close(proceed)
	assert.Equal(t, http.StatusNoContent, <-answered)
	require.NoError(t, <-ended)

	_, err := get(t.Context(), listening.Address())
	assert.Error(t, err, "nothing listens any more")
}

func TestListenFailsWhenTheAddressIsTaken(t *testing.T) {
	first := listen(t, func(http.ResponseWriter, *http.Request) {})
	_, err := server.Listen(t.Context(), server.Options{
		Name: "api", Address: first.Address(), Log: slog.New(slog.DiscardHandler),
	})
	assert.ErrorContains(t, err, "listen for api")
	for _, hook := range first.Hooks(lifecycle.Servers) {
		require.NoError(t, hook.Stop(t.Context()))
	}
}

// isUnaccepted says whether a request failed because nobody has accepted its
// connection: it is refused, or reset when the listener closes, which a write that
// comes after the reset meets as a broken pipe.
func isUnaccepted(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

func TestNoRequestIsLostWhileStopping(t *testing.T) {
	listening := listen(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() {
		ended <- lifecycle.Run(ctx, []lifecycle.Runner{listening.Runner()}, listening.Hooks(lifecycle.Servers),
			lifecycle.Options{Log: slog.New(slog.DiscardHandler), Delay: 50 * time.Millisecond, Budget: 5 * time.Second})
	}()
	var clients sync.WaitGroup
	for range 16 {
		clients.Go(func() {
			for {
				status, err := get(t.Context(), listening.Address())
				if isUnaccepted(err) {
					return
				}
				assert.NoError(t, err)
				assert.Equal(t, http.StatusNoContent, status)
				time.Sleep(time.Millisecond)
			}
		})
	}
	time.AfterFunc(100*time.Millisecond, cancel)
	require.NoError(t, <-ended)
	clients.Wait()
}
