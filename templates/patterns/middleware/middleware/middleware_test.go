package middleware_test

import (
	"bytes"
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/middleware/middleware"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func serve(t *testing.T, log io.Writer, handler http.HandlerFunc, change func(*http.Request)) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/api?token=secret", strings.NewReader("0123456789"))
	change(request)
	recorder := httptest.NewRecorder()
	httpx.Chain(handler, middleware.Standard(middleware.Options{
		Log:            slog.New(slog.NewJSONHandler(log, nil)),
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8")},
		Timeout:        20 * time.Millisecond,
		MaxBody:        5,
		CORS:           middleware.CORS{Origins: []string{"https://shop.example"}, MaxAge: time.Hour},
	})).ServeHTTP(recorder, request)
	return recorder
}

func unchanged(*http.Request) {}

func TestRequestIDIsKeptOnlyIfWellFormed(t *testing.T) {
	t.Parallel()
	for sent, kept := range map[string]bool{
		"order-1.a_B":           true,
		strings.Repeat("a", 64): true,
		strings.Repeat("a", 65): false,
		"two words":             false,
		"x\"y":                  false,
		"":                      false,
	} {
		answer := serve(t, io.Discard, func(http.ResponseWriter, *http.Request) {}, func(r *http.Request) {
			r.Header.Set(middleware.RequestIDHeader, sent)
		})
		id := answer.Header().Get(middleware.RequestIDHeader)
		assert.Equal(t, kept, id == sent, sent)
		assert.NotEmpty(t, id)
	}
}

func TestClientAddressBelievesOnlyTrustedProxies(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ peer, forwarded, client string }{
		{"203.0.113.9:1", "1.1.1.1", "203.0.113.9"},
		{"10.0.0.1:1", "1.1.1.1", "1.1.1.1"},
		{"10.0.0.1:1", "6.6.6.6, 1.1.1.1, 10.0.0.2", "1.1.1.1"},
		{"10.0.0.1:1", "nonsense", "10.0.0.1"},
		{"10.0.0.1:1", "", "10.0.0.1"},
		{"[::ffff:10.0.0.1]:1", "2001:db8::1", "2001:db8::1"},
	} {
		var client string
		serve(t, io.Discard, func(_ http.ResponseWriter, r *http.Request) {
			client = requestinfo.From(r.Context()).Client
		}, func(r *http.Request) {
			r.RemoteAddr = c.peer
			r.Header.Set("X-Forwarded-For", c.forwarded)
		})
		assert.Equal(t, c.client, client, c.forwarded)
	}
}

func TestAnswersTellBrowsersWhatTheyAre(t *testing.T) {
	t.Parallel()
	answer := serve(t, io.Discard, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Cache-Control", "max-age=60")
	}, unchanged)
	for name, value := range map[string]string{
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "default-src 'none'; frame-ancestors 'none'",
		"Cross-Origin-Resource-Policy": "same-site",
		"Cache-Control":                "max-age=60",
	} {
		assert.Equal(t, value, answer.Header().Get(name), name)
	}
	next := serve(t, io.Discard, func(http.ResponseWriter, *http.Request) {}, unchanged)
	assert.Equal(t, "no-cache", next.Header().Get("Cache-Control"), "another value is for one answer")
}

func TestTransportSecurityIsAskedForOverTLSAlone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		tls             bool
		peer, forwarded string
		asked           bool
	}{
		{false, "203.0.113.9:1", "", false},
		{true, "203.0.113.9:1", "", true},
		{false, "203.0.113.9:1", "https", false},
		{false, "10.0.0.1:1", "https", true},
		{false, "10.0.0.1:1", "HTTPS", true},
		{true, "10.0.0.1:1", "http", false},
		{true, "10.0.0.1:1", "", true},
	} {
		answer := serve(t, io.Discard, func(http.ResponseWriter, *http.Request) {}, func(r *http.Request) {
			if c.tls {
				r.TLS = &tls.ConnectionState{}
			}
			r.RemoteAddr = c.peer
			r.Header.Set("X-Forwarded-Proto", c.forwarded)
		})
		assert.Equal(t, c.asked, answer.Header().Get("Strict-Transport-Security") != "", "%+v", c)
	}
}

func TestTraceIDComesFromTraceparent(t *testing.T) {
	t.Parallel()
	const id = "4bf92f3577b34da6a3ce929d0e0e4736"
	for header, expected := range map[string]string{
		"00-" + id + "-00f067aa0ba902b7-01":                       id,
		"ff-" + id + "-00f067aa0ba902b7-01":                       "",
		"00-00000000000000000000000000000000-00f067aa0ba902b7-01": "",
		"nonsense": "",
	} {
		var trace string
		serve(t, io.Discard, func(_ http.ResponseWriter, r *http.Request) {
			trace = requestinfo.From(r.Context()).TraceID
		}, func(r *http.Request) { r.Header.Set("Traceparent", header) })
		assert.Equal(t, expected, trace, header)
	}
}

func TestTracesArePassedOnUnlessTheyAreTooLong(t *testing.T) {
	t.Parallel()
	const parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	for state, passed := range map[string]string{"": parent, "a=b": parent, strings.Repeat("a", 500): ""} {
		var info requestinfo.Info
		serve(t, io.Discard, func(_ http.ResponseWriter, r *http.Request) {
			info = *requestinfo.From(r.Context())
		}, func(r *http.Request) {
			r.Header.Set("Traceparent", parent)
			r.Header.Set("Tracestate", state)
		})
		assert.Equal(t, passed, info.Traceparent, state)
		assert.Equal(t, passed != "" && state != "", info.Tracestate == state && state != "", state)
	}
}

func TestAccessLogHoldsTheErrorButNoQuery(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	serve(t, &log, func(w http.ResponseWriter, r *http.Request) {
		requestinfo.From(r.Context()).Caller = "ann"
		problem.Write(w, r, errors.New("disk on fire"))
	}, unchanged)
	assert.Contains(t, log.String(), `"status":500`)
	assert.Contains(t, log.String(), `"caller":"ann"`)
	assert.Contains(t, log.String(), "disk on fire")
	assert.NotContains(t, log.String(), "secret")
}

func TestRecoveryAnswersAPanic(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	answer := serve(t, &log, func(http.ResponseWriter, *http.Request) { panic("boom") }, unchanged)
	assert.Equal(t, http.StatusInternalServerError, answer.Code)
	assert.NotContains(t, answer.Body.String(), "boom")
	assert.Contains(t, log.String(), "boom")
	assert.Panics(t, func() {
		serve(t, io.Discard, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, unchanged)
	})
}

func TestTimeoutEndsTheWorkBelow(t *testing.T) {
	t.Parallel()
	answer := serve(t, io.Discard, func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		problem.Write(w, r, r.Context().Err())
	}, unchanged)
	assert.Equal(t, http.StatusServiceUnavailable, answer.Code)
}

func TestBodyIsLimited(t *testing.T) {
	t.Parallel()
	serve(t, io.Discard, func(_ http.ResponseWriter, r *http.Request) {
		_, err := io.ReadAll(r.Body)
		_, tooLarge := errors.AsType[*http.MaxBytesError](err)
		assert.True(t, tooLarge)
	}, unchanged)
}

func TestCORSAnswersOnlyAllowedOrigins(t *testing.T) {
	t.Parallel()
	preflight := func(origin string) *httptest.ResponseRecorder {
		return serve(t, io.Discard, func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusMethodNotAllowed)
		}, func(r *http.Request) {
			r.Method = http.MethodOptions
			r.Header.Set("Origin", origin)
			r.Header.Set("Access-Control-Request-Method", http.MethodPut)
		})
	}
	allowed := preflight("https://shop.example")
	assert.Equal(t, http.StatusNoContent, allowed.Code)
	assert.Equal(t, "https://shop.example", allowed.Header().Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "3600", allowed.Header().Get("Access-Control-Max-Age"))

	refused := preflight("https://evil.example")
	assert.Equal(t, http.StatusMethodNotAllowed, refused.Code)
	assert.Empty(t, refused.Header().Get("Access-Control-Allow-Origin"))
	assert.Equal(t, "Origin", refused.Header().Get("Vary"))
}
