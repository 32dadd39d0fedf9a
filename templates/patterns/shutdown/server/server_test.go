package server_test

import (
	"context"
	"log/slog"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/server"
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

func get(t *testing.T, address string) (*http.Response, error) {
	t.Helper()
	request, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodGet, "http://"+address, nil)
	require.NoError(t, err)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: false}}
	defer client.CloseIdleConnections()
	answer, err := client.Do(request)
	if err == nil {
		err = answer.Body.Close()
	}
	return answer, err
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
		answer, err := get(t, listening.Address())
		if assert.NoError(t, err) {
			answered <- answer.StatusCode
		}
	}()
	<-entered
	cancel()
	close(proceed)
	assert.Equal(t, http.StatusNoContent, <-answered)
	require.NoError(t, <-ended)

	_, err := get(t, listening.Address())
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
