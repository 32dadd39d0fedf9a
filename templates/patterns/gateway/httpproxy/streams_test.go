package httpproxy_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// ticking writes a line whenever tick says so, until the client has gone.
func ticking(t *testing.T, tick <-chan int) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/event-stream")
		for {
			assert.NoError(t, http.NewResponseController(w).Flush())
			select {
			case n := <-tick:
				if _, err := fmt.Fprintf(w, "data: %d\n", n); err != nil {
					return
				}
			case <-r.Context().Done():
				return
			}
		}
	}
}

func TestAStreamComesPieceByPieceAndHasNoTimeBudget(t *testing.T) {
	t.Parallel()
	tick := make(chan int)
	g := start(t, ticking(t, tick), nil)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.URL+"/stream/events", nil)
	require.NoError(t, err)
	answer, err := g.client.Do(request)
	require.NoError(t, err)
	lines := bufio.NewReader(answer.Body)
	for n, wait := range []time.Duration{0, 0, 4 * time.Second} {
		time.Sleep(wait) // longer than a request may take
		tick <- n
		line, err := lines.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, fmt.Sprintf("data: %d\n", n), line)
	}
	require.NoError(t, g.upstream.Stop(t.Context()), "streams end when the gateway stops")
	_, err = lines.ReadString('\n')
	require.Error(t, err)
	require.NoError(t, answer.Body.Close())
}

func TestAClientThatGoesEndsItsStream(t *testing.T) {
	t.Parallel()
	ended := make(chan struct{})
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		defer close(ended)
		assert.NoError(t, http.NewResponseController(w).Flush())
		<-r.Context().Done()
	}, nil)
	ctx, leave := context.WithCancel(t.Context())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.URL+"/stream/events", nil)
	require.NoError(t, err)
	answer, err := g.client.Do(request)
	require.NoError(t, err)
	leave()
	<-ended
	require.NoError(t, answer.Body.Close())
}

func TestAnswersThatArePublishedInPiecesComeInPieces(t *testing.T) {
	t.Parallel()
	tick := make(chan int)
	g := start(t, ticking(t, tick), nil)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.URL+"/events", nil)
	require.NoError(t, err)
	answer, err := g.client.Do(request)
	require.NoError(t, err)
	lines := bufio.NewReader(answer.Body)
	tick <- 1
	line, err := lines.ReadString('\n')
	require.NoError(t, err)
	assert.Equal(t, "data: 1\n", line)
	_, err = lines.ReadString('\n')
	require.Error(t, err, "what is no stream ends with its time budget")
	require.NoError(t, answer.Body.Close())
}

// echoing takes a connection over and sends back what it gets.
func echoing(t *testing.T) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Upgrade") != "websocket" {
			w.WriteHeader(http.StatusUpgradeRequired)
			return
		}
		conn, buffered, err := http.NewResponseController(w).Hijack()
		if !assert.NoError(t, err) {
			return
		}
		_, err = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
		assert.NoError(t, err)
		_, _ = io.Copy(conn, buffered) // until either side has gone
		_ = conn.Close()
	}
}

// upgrade asks for another protocol, and returns the status of the answer.
func (g gateway) upgrade(t *testing.T, path string) (net.Conn, *bufio.Reader, int) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", g.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	_, err = io.WriteString(conn, "GET "+path+" HTTP/1.1\r\nHost: gateway\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n")
	require.NoError(t, err)
	reader := bufio.NewReader(conn)
	answer, err := http.ReadResponse(reader, nil)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	return conn, reader, answer.StatusCode
}

func TestAnUpgradedConnectionPassesBothWaysUntilTheGatewayStops(t *testing.T) {
	t.Parallel()
	g := start(t, echoing(t), nil)
	conn, reader, status := g.upgrade(t, "/stream/socket")
	require.Equal(t, http.StatusSwitchingProtocols, status)
	for _, text := range []string{"one\n", "two\n"} {
		_, err := io.WriteString(conn, text)
		require.NoError(t, err)
		line, err := reader.ReadString('\n')
		require.NoError(t, err)
		assert.Equal(t, text, line)
	}
	require.NoError(t, g.upstream.Stop(t.Context()))
	_, err := reader.ReadByte()
	require.ErrorIs(t, err, io.EOF)
}

func TestOrdinaryRoutesUpgradeNothing(t *testing.T) {
	t.Parallel()
	g := start(t, echoing(t), nil)
	_, _, status := g.upgrade(t, "/socket")
	assert.Equal(t, http.StatusUpgradeRequired, status)
}
