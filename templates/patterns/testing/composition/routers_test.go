package composition_test

import (
	"bufio"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/api-versions/apiversion"
	chi "goldenpath.dev/patterns/chi/router"
	echo "goldenpath.dev/patterns/echo/router"
	"goldenpath.dev/patterns/error-model/problem"
	gin "goldenpath.dev/patterns/gin/router"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/middleware/middleware"
	mux "goldenpath.dev/patterns/net-http/router"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
)

// routers are compared with the first of them.
var routers = []struct {
	name  string
	build func([]httpx.Route, []httpx.Middleware) http.Handler
}{{"chi", chi.New}, {"net/http", mux.New}, {"echo", echo.New}, {"gin", gin.New}}

var routes = []httpx.Route{
	{Method: http.MethodGet, Path: "/api/v1/things", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodPost, Path: "/api/v1/things", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodGet, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodPut, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodDelete, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodGet, Path: "/api/v1/things/{id}/parts/{part}", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodPost, Path: "/api/v1/things/search", Handler: http.HandlerFunc(tell)},
	{Method: http.MethodPost, Path: "/api/v1/bodies", Handler: http.HandlerFunc(read)},
	{Method: http.MethodGet, Path: "/api/v1/nothing", Handler: http.HandlerFunc(nothing)},
	{Method: http.MethodGet, Path: "/api/v1/stream", Handler: http.HandlerFunc(stream)},
	{Method: http.MethodGet, Path: "/api/v1/socket", Handler: http.HandlerFunc(takeOver)},
	{Method: http.MethodGet, Path: "/api/v1/panic", Handler: http.HandlerFunc(fail)},
}

// versioned returns the routes with two that are deprecated, one of which has
// ended, and those that take their place.
func versioned(t *testing.T) []httpx.Route {
	t.Helper()
	version := func(path string, gone bool) []httpx.Route {
		older := []httpx.Route{{Method: http.MethodGet, Path: "/api/v1" + path, Handler: http.HandlerFunc(tell)}}
		newer := apiversion.Succeed(older, []httpx.Route{{Method: http.MethodGet, Path: "/api/v2" + path, Handler: http.HandlerFunc(tell)}})
		require.NoError(t, apiversion.Deprecate(older, apiversion.Settings{
			DeprecatedAt: "2024-01-01T00:00:00Z", SunsetAt: "2024-07-01T00:00:00Z", GoneAfterSunset: gone,
		}))
		return append(older, newer...)
	}
	return slices.Concat(routes, version("/deprecated/{id}", false), version("/ended/{id}", true))
}

// tell answers with what the router found.
func tell(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, requestinfo.From(r.Context()).Route+" "+r.PathValue("id")+" "+r.URL.RawQuery)
}

// read reads the body as operations do.
func read(w http.ResponseWriter, r *http.Request) {
	if _, err := jsonbody.Read(r); err != nil {
		problem.Write(w, r, err)
		return
	}
	w.WriteHeader(http.StatusCreated)
}

// nothing leaves the answer to the server.
func nothing(http.ResponseWriter, *http.Request) {}

// stream sends a first part, and the second one when the client has seen it.
func stream(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	_, _ = io.WriteString(w, "first\n")
	if err := http.NewResponseController(w).Flush(); err != nil {
		problem.Write(w, r, err)
		return
	}
	if r.URL.RawQuery == "wait" {
		<-r.Context().Done()
		return
	}
	_, _ = io.WriteString(w, "second\n")
}

// takeOver sends back what comes on the connection, however long that takes.
func takeOver(w http.ResponseWriter, r *http.Request) {
	control := http.NewResponseController(w)
	if err := errors.Join(control.SetReadDeadline(time.Time{}), control.SetWriteDeadline(time.Time{})); err != nil {
		problem.Write(w, r, err)
		return
	}
	conn, buffered, err := control.Hijack()
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	_, _ = io.WriteString(conn, "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
	_, _ = io.Copy(conn, buffered) // until the client has gone
	_ = conn.Close()
}

func fail(http.ResponseWriter, *http.Request) { panic("broken") }

// patience is how long servers wait for a request.
const patience = time.Second

// start serves the routes behind the standard middlewares, as services do.
func start(t *testing.T, router func([]httpx.Route, []httpx.Middleware) http.Handler) string {
	t.Helper()
	const most = 64 << 10
	server := httptest.NewUnstartedServer(router(versioned(t), middleware.Standard(middleware.Options{
		Log: slog.New(slog.DiscardHandler), Timeout: time.Minute, MaxBody: most,
		CORS: middleware.CORS{Origins: []string{"https://shop.example"}, MaxAge: time.Hour},
	})))
	server.Config.ReadTimeout = patience
	server.Start()
	t.Cleanup(server.Close)
	return server.Listener.Addr().String()
}

var (
	methods = []string{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get"}
	targets = []string{
		"/", "*", "//", "/api", "/api/v1/things", "/api/v1/things/", "//api/v1/things", "/api//v1/things", "/api/v1/things?a=b",
		"/api/v1/things/1", "/api/v1/things/1/", "/api/v1/things//1", "/api/v1/things/1/2", "/api/v1/things/%31", "/api/v1/th%69ngs",
		"/api/v1/things/a%2Fb", "/api/v1/things/a%2fb", "/api/v1/things/%2F", "/api%2Fv1/things", "/api/v1/things/%", "/api/v1/things/%zz",
		"/api/v1/things/.", "/api/v1/things/..", "/api/v1/../v1/things", "/api/v1/things/%2e%2e", "/api/v1/things/%2E", "/API/V1/THINGS",
		"/api/v1/things/a b", "/api/v1/things/a%20b", "/api/v1/things/a+b", "/api/v1/things/é", "/api/v1/things/%C3%A9", "/api/v1/things/%FF",
		"/api/v1/things/%00", "/api/v1/things/{id}", "/api/v1/things/%7Bid%7D", "/api/v1/things/*", "/api/v1/things/a;b", "/api/v1/things/a=b&c",
		"http://other/api/v1/things", "/api/v1/things/!$'()*,;=:@", "/api/v1/things#x", "api/v1/things",
		"/api/v1/things/search", "/api/v1/things/search/", "/api/v1/things/searc", "/api/v1/things/searching", "/api/v1/things/search/last", "/api/v1/things/search/1/2",
		"/api/v1/things/search/parts/2", "/api/v1/things/1/parts/a%2Fb", "/api/v1/things/1/parts/", "/api/v1/things/1/parts/2/3",
		"/api/v1/things/:id", "/api/v1/things/a:b", "/api/v1/things/%3A", "/api/v1/nothing", "/api/v1/stream", "/api/v1/panic",
		"/api/v1/deprecated/1", "/api/v1/deprecated/a%2Fb%3E", "/api/v1/deprecated/%C3%A9", "/api/v1/ended/1", "/api/v1/ended/a%2fb", "/api/v2/ended/1",
	}
)

// exchange sends a request as it is written and returns all of the answer but
// its date.
func exchange(t *testing.T, address, request string) (int, http.Header, string) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	require.NoError(t, err)
	// A server that refuses a body may close the connection while it is sent.
	_, _ = io.WriteString(conn, request)
	method, _, _ := strings.Cut(request, " ")
	answer, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	require.NoError(t, err, request)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.NoError(t, conn.Close())
	answer.Header.Del("Date")
	return answer.StatusCode, answer.Header, string(body)
}

// compare sends each request to every router and returns the statuses.
func compare(t *testing.T, requests []string) []int {
	t.Helper()
	addresses := make([]string, len(routers))
	for i, router := range routers {
		addresses[i] = start(t, router.build)
	}
	var statuses []int
	for _, request := range requests {
		status, header, body := exchange(t, addresses[0], request)
		for i, other := range routers[1:] {
			otherStatus, otherHeader, otherBody := exchange(t, addresses[i+1], request)
			assert.Equal(t, status, otherStatus, other.name+" "+request)
			assert.Equal(t, header, otherHeader, other.name+" "+request)
			assert.Equal(t, body, otherBody, other.name+" "+request)
		}
		statuses = append(statuses, status)
	}
	return statuses
}

// written is a request as it goes over the wire.
func written(line, headers, body string) string {
	return line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Request-ID: one\r\n" + headers + "\r\n" + body
}

func TestEveryRouterAnswersAlike(t *testing.T) {
	t.Parallel()
	var requests []string
	for _, method := range methods {
		for _, target := range targets {
			requests = append(requests, written(method+" "+target, "", ""))
		}
	}
	statuses := compare(t, requests)
	slices.Sort(statuses)
	assert.Equal(t, []int{
		http.StatusOK, http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone, http.StatusInternalServerError,
	}, slices.Compact(statuses))
}

func TestEveryRouterTreatsBodiesAlike(t *testing.T) {
	t.Parallel()
	sized := func(length int, body string) string {
		return written("POST /api/v1/bodies", "Content-Type: application/json\r\nContent-Length: "+strconv.Itoa(length)+"\r\n", body)
	}
	chunked := func(chunks string) string {
		return written("POST /api/v1/bodies", "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", chunks)
	}
	large := strings.Repeat(" ", 1<<20)
	assert.Equal(t, []int{
		http.StatusCreated, http.StatusCreated,
		http.StatusRequestEntityTooLarge, http.StatusRequestEntityTooLarge, http.StatusNotFound, http.StatusMethodNotAllowed,
		http.StatusBadRequest, http.StatusBadRequest, http.StatusBadRequest,
	}, compare(t, []string{
		sized(2, "{}"),
		chunked("2\r\n{}\r\n0\r\n\r\n"),
		// too large
		sized(len(large), large),
		chunked("100000\r\n" + large + "\r\n0\r\n\r\n"),
		written("POST /nothing", "Content-Length: 1048576\r\n", large),
		written("PUT /api/v1/bodies", "Content-Length: 1048576\r\n", large),
		// too slow: the rest never comes
		sized(20, `{"name":`),
		chunked("5\r\n{"),
		// not a body at all
		chunked("nonsense\r\n"),
	}))
}

func TestEveryRouterStreams(t *testing.T) {
	t.Parallel()
	for _, router := range routers {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", start(t, router.build))
		require.NoError(t, err)
		_, err = io.WriteString(conn, written("GET /api/v1/stream?wait", "", ""))
		require.NoError(t, err)
		require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		require.NoError(t, err, router.name)
		line, err := bufio.NewReader(answer.Body).ReadString('\n')
		require.NoError(t, err, router.name)
		assert.Equal(t, "first\n", line, router.name)
		require.NoError(t, conn.Close())
	}
}

func TestEveryRouterHandsConnectionsOver(t *testing.T) {
	t.Parallel()
	for _, router := range routers {
		conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", start(t, router.build))
		require.NoError(t, err)
		require.NoError(t, conn.SetDeadline(time.Now().Add(10*time.Second)))
		_, err = io.WriteString(conn, "GET /api/v1/socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
		require.NoError(t, err)
		reader := bufio.NewReader(conn)
		answer, err := http.ReadResponse(reader, nil)
		require.NoError(t, err, router.name)
		require.Equal(t, http.StatusSwitchingProtocols, answer.StatusCode, router.name)
		require.NoError(t, answer.Body.Close())
		time.Sleep(2 * patience)
		_, err = io.WriteString(conn, "late\n")
		require.NoError(t, err)
		line, err := reader.ReadString('\n')
		require.NoError(t, err, router.name)
		assert.Equal(t, "late\n", line, router.name)
		require.NoError(t, conn.Close())
	}
}

func TestEveryRouterLetsCORSAnswerPreflights(t *testing.T) {
	t.Parallel()
	preflight := func(target string) string {
		return written("OPTIONS "+target, "Origin: https://shop.example\r\nAccess-Control-Request-Method: PUT\r\n", "")
	}
	assert.Equal(t, []int{http.StatusNoContent, http.StatusNoContent}, compare(t, []string{
		preflight("/api/v1/things/1"), preflight("/nothing"),
	}))
}
