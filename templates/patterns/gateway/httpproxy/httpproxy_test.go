package httpproxy_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gateway/httpproxy"
	"goldenpath.dev/patterns/middleware/middleware"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	maxBody     = 1 << 10
)

// gateway is a running gateway with one upstream.
type gateway struct {
	*httptest.Server

	upstream *httpproxy.Upstream
	client   *http.Client
}

// start runs a gateway in front of a service, which streams at /stream/events and
// /stream/socket.
func start(t *testing.T, service http.HandlerFunc, change func(*httpproxy.Options)) gateway {
	t.Helper()
	behind := httptest.NewServer(service)
	t.Cleanup(behind.Close)
	options := httpproxy.Options{Name: "parcels", URL: behind.URL, Timeout: 5 * time.Second, Concurrency: 4, Streams: 4, ForwardAuthorization: true}
	if change != nil {
		change(&options)
	}
	return front(t, options)
}

func front(t *testing.T, options httpproxy.Options) gateway {
	t.Helper()
	upstream, err := httpproxy.New(options)
	require.NoError(t, err)
	mux := http.NewServeMux()
	mux.Handle("/stream/events", upstream.Events())
	mux.Handle("/stream/socket", upstream.WebSockets())
	requests := upstream.Requests()
	routes := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.URL.Path, "/stream/") {
			mux.ServeHTTP(w, r)
			return
		}
		requests.ServeHTTP(w, r)
	})
	chain := append(middleware.Standard(middleware.Options{
		Log: slog.New(slog.DiscardHandler), Timeout: 3 * time.Second, MaxBody: maxBody, TrustedProxies: options.TrustedProxies,
		CORS: middleware.CORS{Origins: []string{"https://shop.example"}},
	}), httpx.Middleware{Order: httpx.OrderStream, Wrap: httpproxy.Unhurried})
	server := httptest.NewUnstartedServer(httpx.Chain(routes, chain))
	server.Config.WriteTimeout = 3 * time.Second
	server.Start()
	t.Cleanup(func() {
		assert.NoError(t, upstream.Stop(context.WithoutCancel(t.Context())))
		server.Close()
		assert.NoError(t, upstream.Close())
	})
	client := &http.Client{
		Transport: &http.Transport{DisableCompression: true},
		CheckRedirect: func(*http.Request, []*http.Request) error {
			return http.ErrUseLastResponse
		},
	}
	t.Cleanup(client.CloseIdleConnections)
	return gateway{Server: server, upstream: upstream, client: client}
}

// reply is an answer whose body was read.
type reply struct {
	StatusCode int
	Header     http.Header
}

// send sends a request with headers by name and value, and returns the answer with its body.
func (g gateway) send(t *testing.T, method, path, body string, headers ...string) (reply, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, g.URL+path, strings.NewReader(body))
	require.NoError(t, err)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Add(headers[i], headers[i+1])
	}
	answer, err := g.client.Do(request)
	require.NoError(t, err)
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	return reply{answer.StatusCode, answer.Header}, string(text)
}

// refused demands a problem document.
func (g gateway) refused(t *testing.T, status int, code string, answer reply, body string) {
	t.Helper()
	assert.Equal(t, status, answer.StatusCode, body)
	assert.Equal(t, problem.ContentType, answer.Header.Get("Content-Type"))
	var document problem.Document
	require.NoError(t, json.Unmarshal([]byte(body), &document), body)
	assert.Equal(t, code, document.Code)
	assert.Equal(t, answer.Header.Get("X-Request-Id"), document.RequestID)
	assert.NotEmpty(t, document.RequestID)
	assert.NotContains(t, body, "127.0.0.1", "addresses stay inside")
}

func TestARequestGoesOnAsItIs(t *testing.T) {
	t.Parallel()
	seen := make(chan *http.Request, 1)
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		assert.NoError(t, err)
		seen <- r
		w.Header().Set("X-Request-Id", "another")
		w.Header().Set("X-Content-Type-Options", "sniff")
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Set-Cookie", "session=2")
		w.Header().Set("Cache-Control", "max-age=60")
		w.Header().Set("Vary", "Accept")
		w.Header().Set("Etag", `"1"`)
		w.Header().Set("Connection", "X-Own")
		w.Header().Set("X-Own", "one hop")
		w.WriteHeader(http.StatusCreated)
		_, err = w.Write(append([]byte("got "), body...))
		assert.NoError(t, err)
	}, func(o *httpproxy.Options) { o.APIKey, o.URL = "gateway-key", o.URL+"/base" })
	answer, body := g.send(t, http.MethodPost, "/api/v1/parcels/a%20b?x=1&y=%zz;", "parcel",
		"Authorization", "Bearer token", "X-Api-Key", "client-key", "Cookie", "session=1", "X-Request-Id", "r-1", "Traceparent", traceparent,
		"Tracestate", "a=b", "X-Forwarded-For", "198.51.100.7", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https",
		"Forwarded", "for=198.51.100.7", "Connection", "X-Hop", "X-Hop", "1", "Te", "trailers", "Proxy-Authorization", "Basic eDp5",
		"Upgrade", "h2c", "Accept-Encoding", "br", "Origin", "https://shop.example")
	require.Equal(t, http.StatusCreated, answer.StatusCode)
	assert.Equal(t, "got parcel", body)

	r := <-seen
	assert.Equal(t, "/base/api/v1/parcels/a%20b?x=1&y=%zz;", r.RequestURI)
	assert.NotEqual(t, strings.TrimPrefix(g.URL, "http://"), r.Host)
	for name, expected := range map[string]string{
		"Authorization": "Bearer token", "X-Api-Key": "gateway-key", "Cookie": "", "X-Request-Id": "r-1", "Traceparent": traceparent,
		"Tracestate": "a=b", "X-Forwarded-For": "127.0.0.1", "X-Forwarded-Host": strings.TrimPrefix(g.URL, "http://"),
		"X-Forwarded-Proto": "http", "Forwarded": "", "X-Hop": "", "Connection": "", "Proxy-Authorization": "", "Upgrade": "",
		"Accept-Encoding": "br",
	} {
		assert.Equal(t, expected, strings.Join(r.Header.Values(name), ","), name)
	}
	for name, expected := range map[string]string{
		"X-Request-Id": "r-1", "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "https://shop.example",
		"Cache-Control": "max-age=60", "Etag": `"1"`, "X-Own": "", "Set-Cookie": "",
	} {
		assert.Equal(t, expected, strings.Join(answer.Header.Values(name), ","), name)
	}
	assert.ElementsMatch(t, []string{"Accept", "Origin"}, answer.Header.Values("Vary"))
}

func TestCredentialsStayWhereTheyAreToldTo(t *testing.T) {
	t.Parallel()
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		assert.Empty(t, r.Header.Get("Authorization"))
		assert.Empty(t, r.Header.Get("X-Api-Key"))
		w.WriteHeader(http.StatusNoContent)
	}, func(o *httpproxy.Options) { o.ForwardAuthorization = false })
	answer, _ := g.send(t, http.MethodGet, "/", "", "Authorization", "Bearer token", "X-Api-Key", "client-key")
	assert.Equal(t, http.StatusNoContent, answer.StatusCode)
}

func TestTrustedProxiesSayWhoTheClientIs(t *testing.T) {
	t.Parallel()
	seen := make(chan http.Header, 1)
	g := start(t, func(_ http.ResponseWriter, r *http.Request) { seen <- r.Header },
		func(o *httpproxy.Options) { o.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	g.send(t, http.MethodGet, "/", "", "X-Forwarded-For", "192.0.2.9, 198.51.100.7", "X-Forwarded-Host", "shop.example", "X-Forwarded-Proto", "https")
	header := <-seen
	assert.Equal(t, "198.51.100.7", header.Get("X-Forwarded-For"), "who stands before an untrusted hop may be made up")
	assert.Equal(t, "shop.example", header.Get("X-Forwarded-Host"))
	assert.Equal(t, "https", header.Get("X-Forwarded-Proto"))
}

func TestPathsThatReadTwoWaysAreRefused(t *testing.T) {
	t.Parallel()
	g := start(t, func(_ http.ResponseWriter, r *http.Request) { assert.Fail(t, "reached by "+r.RequestURI) }, nil)
	for _, path := range []string{"/a%2Fb", "/a%2fb", "/%2e%2e/x", "/a/%2e%2e", "/a/%2E/b", "/a%5Cb", "/a%00", "/a%0d%0ab", "/..%2Fx"} {
		answer, body := g.send(t, http.MethodGet, path, "")
		g.refused(t, http.StatusNotFound, "route_not_found", answer, body)
	}
}

func TestTheTargetIsTheServiceWhateverTheRequestSays(t *testing.T) {
	t.Parallel()
	hosts := make(chan string, 1)
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		hosts <- r.Host
		w.WriteHeader(http.StatusNoContent)
	}, nil)
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", g.Listener.Addr().String())
	require.NoError(t, err)
	defer func() { assert.NoError(t, conn.Close()) }()
	_, err = io.WriteString(conn, "GET http://evil.example/parcels HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n")
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	assert.Equal(t, http.StatusNoContent, answer.StatusCode)
	assert.NotContains(t, <-hosts, "example")
}

func TestWhatTheServiceDoesNotAnswerIsAProblem(t *testing.T) {
	t.Parallel()
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	g := front(t, httpproxy.Options{Name: "parcels", URL: gone.URL, Timeout: time.Second, Concurrency: 1})
	answer, body := g.send(t, http.MethodPost, "/", "{}")
	g.refused(t, http.StatusBadGateway, "upstream_unavailable", answer, body)
	require.Error(t, g.upstream.Check(t.Context()))

	broken := start(t, func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if assert.NoError(t, err) {
			assert.NoError(t, conn.Close())
		}
	}, nil)
	answer, body = broken.send(t, http.MethodPost, "/", "{}")
	broken.refused(t, http.StatusBadGateway, "upstream_unavailable", answer, body)
	require.NoError(t, broken.upstream.Check(t.Context()))

	slow := start(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, func(o *httpproxy.Options) { o.Timeout = 50 * time.Millisecond })
	answer, body = slow.send(t, http.MethodGet, "/", "")
	slow.refused(t, http.StatusGatewayTimeout, "upstream_timeout", answer, body)
}

func TestBodiesAreBounded(t *testing.T) {
	t.Parallel()
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		if err == nil {
			w.WriteHeader(http.StatusNoContent)
		}
	}, nil)
	answer, _ := g.send(t, http.MethodPut, "/", strings.Repeat("x", maxBody))
	assert.Equal(t, http.StatusNoContent, answer.StatusCode)
	answer, body := g.send(t, http.MethodPut, "/", strings.Repeat("x", maxBody+1))
	g.refused(t, http.StatusRequestEntityTooLarge, "too_large", answer, body)
}

func TestSoManyAtATime(t *testing.T) {
	t.Parallel()
	entered, proceed := make(chan struct{}), make(chan struct{})
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/held" {
			entered <- struct{}{}
			<-proceed
		}
		w.WriteHeader(http.StatusNoContent)
	}, func(o *httpproxy.Options) { o.Concurrency, o.Timeout = 1, 2*time.Second })
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.URL+"/held", nil)
	require.NoError(t, err)
	var holding sync.WaitGroup
	holding.Go(func() {
		answer, err := g.client.Do(request)
		if assert.NoError(t, err) {
			assert.NoError(t, answer.Body.Close())
		}
	})
	<-entered
	answer, body := g.send(t, http.MethodGet, "/other", "")
	g.refused(t, http.StatusServiceUnavailable, "upstream_busy", answer, body)
	assert.Equal(t, "1", answer.Header.Get("Retry-After"))
	close(proceed)
	holding.Wait()
	answer, _ = g.send(t, http.MethodGet, "/other", "")
	assert.Equal(t, http.StatusNoContent, answer.StatusCode, "the place is free again")
}

func TestInterimAnswersTakeNoHeadersAway(t *testing.T) {
	t.Parallel()
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		if r.URL.Path == "/gone" {
			panic(http.ErrAbortHandler)
		}
		w.Header().Set("X-Content-Type-Options", "sniff")
		w.WriteHeader(http.StatusNoContent)
	}, nil)
	answer, _ := g.send(t, http.MethodGet, "/", "", "X-Request-Id", "r-1", "Origin", "https://shop.example")
	assert.Equal(t, http.StatusNoContent, answer.StatusCode)
	for name, expected := range map[string]string{
		"X-Request-Id": "r-1", "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "https://shop.example",
	} {
		assert.Equal(t, expected, strings.Join(answer.Header.Values(name), ","), name)
	}
	answer, body := g.send(t, http.MethodPost, "/gone", "")
	g.refused(t, http.StatusBadGateway, "upstream_unavailable", answer, body)
	assert.Equal(t, "nosniff", answer.Header.Get("X-Content-Type-Options"))
}

func TestRedirectsAreAnswers(t *testing.T) {
	t.Parallel()
	g := start(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", strings.Replace(r.URL.Query().Get("to"), "self", r.Host, 1))
		w.WriteHeader(http.StatusSeeOther)
	}, nil)
	for to, expected := range map[string]string{
		"http://self/parcels/2?a=b": "/parcels/2?a=b", "http://self/a%2Fb": "/a%2Fb", "http://self": "/", "http://ann@self/": "/",
		"http://self//evil.example/a": "/evil.example/a", "/parcels/2": "/parcels/2", "https://shop.example/a": "https://shop.example/a",
	} {
		answer, _ := g.send(t, http.MethodGet, "/?to="+url.QueryEscape(to), "")
		assert.Equal(t, http.StatusSeeOther, answer.StatusCode)
		assert.Equal(t, expected, answer.Header.Get("Location"))
	}
}

func TestAnAnswerThatBreaksOffBreaksOff(t *testing.T) {
	t.Parallel()
	g := start(t, func(w http.ResponseWriter, _ *http.Request) {
		const half = 64 << 10
		w.Header().Set("Content-Length", strconv.Itoa(half+half))
		_, err := io.WriteString(w, strings.Repeat("x", half))
		assert.NoError(t, err)
		assert.NoError(t, http.NewResponseController(w).Flush())
		panic(http.ErrAbortHandler)
	}, nil)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, g.URL, nil)
	require.NoError(t, err)
	answer, err := g.client.Do(request)
	require.NoError(t, err)
	_, err = io.ReadAll(answer.Body)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.NoError(t, answer.Body.Close())
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"", "parcels", "ftp://parcels", "http://", "http://user:password@parcels", "http://parcels?x=1", "http://[::1"} {
		_, err := httpproxy.New(httpproxy.Options{Name: "parcels", URL: wrong})
		require.ErrorContains(t, err, "the URL of parcels", wrong)
	}
	_, err := httpproxy.New(httpproxy.Options{Name: "parcels", URL: "http://parcels", APIKey: "a\nb"})
	require.ErrorContains(t, err, "API key")
}
