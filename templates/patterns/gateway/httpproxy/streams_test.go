package httpproxy_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/gateway/httpproxy"
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
		if !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
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

// upgrade asks for a WebSocket with headers of its own, and returns the answer with its
// body, if it has one.
func (g gateway) upgrade(t *testing.T, path string, headers ...string) (net.Conn, *bufio.Reader, reply, string) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", g.Listener.Addr().String())
	require.NoError(t, err)
	t.Cleanup(func() { _ = conn.Close() })
	lines := slices.Concat([]string{"GET " + path + " HTTP/1.1", "Host: gateway", "Connection: keep-alive, Upgrade", "Upgrade: WebSocket"}, headers, []string{"", ""})
	_, err = io.WriteString(conn, strings.Join(lines, "\r\n"))
	require.NoError(t, err)
	reader := bufio.NewReader(conn)
	answer, err := http.ReadResponse(reader, nil)
	require.NoError(t, err)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	return conn, reader, reply{answer.StatusCode, answer.Header}, string(body)
}

func TestAWebSocketPassesBothWaysUntilTheGatewayStops(t *testing.T) {
	t.Parallel()
	g := start(t, echoing(t), nil)
	conn, reader, answer, _ := g.upgrade(t, "/stream/socket")
	require.Equal(t, http.StatusSwitchingProtocols, answer.StatusCode)
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

func TestNothingButAWebSocketPassesAsOne(t *testing.T) {
	t.Parallel()
	g := start(t, func(http.ResponseWriter, *http.Request) { assert.Fail(t, "the service is reached") }, nil)
	for _, headers := range [][]string{
		{}, {"Connection", "Upgrade"}, {"Upgrade", "websocket"}, {"Connection", "upgrade", "Upgrade", "h2c"}, {"Connection", "X-Own", "Upgrade", "websocket"},
	} {
		answer, body := g.send(t, http.MethodGet, "/stream/socket", "", headers...)
		g.refused(t, http.StatusUpgradeRequired, "upgrade_required", answer, body)
		assert.Equal(t, "websocket", answer.Header.Get("Upgrade"))
		assert.Equal(t, "Upgrade", answer.Header.Get("Connection"))
	}
}

func TestPagesOpenWebSocketsWhereTheyMayReadAnswers(t *testing.T) {
	t.Parallel()
	shop := []string{"https://shop.example"}
	for _, c := range []struct {
		allowed, headers []string
		opens            bool
	}{
		{nil, nil, true}, // no browser
		{nil, []string{"Origin: http://gateway"}, true},
		{nil, []string{"Origin: https://gateway"}, true},
		{nil, []string{"Origin: https://elsewhere", "Sec-Fetch-Site: same-origin"}, true},
		{nil, []string{"Origin: https://shop.example"}, false},
		{nil, []string{"Origin: http://gateway", "Sec-Fetch-Site: same-site"}, false},
		{nil, []string{"Origin: http://gateway.shop.example"}, false},
		{nil, []string{"Origin: null"}, false},
		{shop, []string{"Origin: https://SHOP.example", "Sec-Fetch-Site: cross-site"}, true},
		{shop, []string{"Origin: http://shop.example"}, false},
		{shop, []string{"Origin: https://shop.example.evil.example"}, false},
		{[]string{"*"}, []string{"Origin: https://evil.example"}, true},
	} {
		g := start(t, echoing(t), func(o *httpproxy.Options) { o.Origins = c.allowed })
		_, _, answer, body := g.upgrade(t, "/stream/socket", c.headers...)
		if c.opens {
			assert.Equal(t, http.StatusSwitchingProtocols, answer.StatusCode, c)
			continue
		}
		g.refused(t, http.StatusForbidden, "cross_origin", answer, body)
	}
}

func TestOtherRoutesUpgradeNothing(t *testing.T) {
	t.Parallel()
	g := start(t, echoing(t), nil)
	for _, path := range []string{"/socket", "/stream/events"} {
		_, _, answer, _ := g.upgrade(t, path)
		assert.Equal(t, http.StatusUpgradeRequired, answer.StatusCode)
	}
}

func TestAStreamTakesNoPlaceOfRequests(t *testing.T) {
	t.Parallel()
	g := start(t, echoing(t), func(o *httpproxy.Options) { o.Concurrency, o.Streams, o.Timeout = 1, 1, 200*time.Millisecond })
	_, _, answer, _ := g.upgrade(t, "/stream/socket")
	require.Equal(t, http.StatusSwitchingProtocols, answer.StatusCode)
	answer, body := g.send(t, http.MethodGet, "/stream/events", "")
	g.refused(t, http.StatusServiceUnavailable, "upstream_busy", answer, body)
	answer, _ = g.send(t, http.MethodGet, "/request", "")
	assert.Equal(t, http.StatusUpgradeRequired, answer.StatusCode, "the service answers")
}

func TestAServiceThatBeginsNoStreamInTimeIsSilent(t *testing.T) {
	t.Parallel()
	g := start(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, func(o *httpproxy.Options) { o.Timeout = 100 * time.Millisecond })
	answer, body := g.send(t, http.MethodGet, "/stream/events", "")
	g.refused(t, http.StatusGatewayTimeout, "upstream_timeout", answer, body)
	_, _, answer, body = g.upgrade(t, "/stream/socket")
	g.refused(t, http.StatusGatewayTimeout, "upstream_timeout", answer, body)
}
