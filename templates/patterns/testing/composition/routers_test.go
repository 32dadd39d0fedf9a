package composition_test

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	chi "goldenpath.dev/patterns/chi/router"
	"goldenpath.dev/patterns/logging/requestinfo"
	mux "goldenpath.dev/patterns/net-http/router"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

var routes = []httpx.Route{
	{Method: http.MethodGet, Path: "/api/v1/things", Handler: http.HandlerFunc(echo)},
	{Method: http.MethodPost, Path: "/api/v1/things", Handler: http.HandlerFunc(echo)},
	{Method: http.MethodGet, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(echo)},
	{Method: http.MethodPut, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(echo)},
	{Method: http.MethodDelete, Path: "/api/v1/things/{id}", Handler: http.HandlerFunc(echo)},
}

func echo(w http.ResponseWriter, r *http.Request) {
	_, _ = io.WriteString(w, requestinfo.From(r.Context()).Route+" "+r.PathValue("id")+" "+r.URL.RawQuery)
}

var middlewares = []httpx.Middleware{{Order: httpx.OrderRequest, Wrap: func(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(w, r.WithContext(requestinfo.With(r.Context(), &requestinfo.Info{ID: "one"})))
	})
}}}

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
	}
)

// exchange sends a request as it is written and returns all of the answer but
// its date.
func exchange(t *testing.T, address, method, target string) (int, http.Header, string) {
	t.Helper()
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", address)
	require.NoError(t, err)
	_, err = io.WriteString(conn, method+" "+target+" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
	require.NoError(t, err)
	answer, err := http.ReadResponse(bufio.NewReader(conn), &http.Request{Method: method})
	require.NoError(t, err, method+" "+target)
	body, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	require.NoError(t, answer.Body.Close())
	require.NoError(t, conn.Close())
	answer.Header.Del("Date")
	return answer.StatusCode, answer.Header, string(body)
}

func TestEveryRouterAnswersAlike(t *testing.T) {
	t.Parallel()
	one := httptest.NewServer(chi.New(routes, middlewares))
	t.Cleanup(one.Close)
	other := httptest.NewServer(mux.New(routes, middlewares))
	t.Cleanup(other.Close)
	var statuses []int
	for _, method := range methods {
		for _, target := range targets {
			status, header, body := exchange(t, one.Listener.Addr().String(), method, target)
			otherStatus, otherHeader, otherBody := exchange(t, other.Listener.Addr().String(), method, target)
			assert.Equal(t, status, otherStatus, method+" "+target)
			assert.Equal(t, header, otherHeader, method+" "+target)
			assert.Equal(t, body, otherBody, method+" "+target)
			statuses = append(statuses, status)
		}
	}
	slices.Sort(statuses)
	assert.Equal(t, []int{http.StatusOK, http.StatusBadRequest, http.StatusNotFound, http.StatusMethodNotAllowed}, slices.Compact(statuses))
}
