package httpx_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func request(t *testing.T, method, target string, headers ...string) *http.Request {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), method, target, nil)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

func TestHandleAnswersEveryFailureAsAProblem(t *testing.T) {
	t.Parallel()
	fail := errors.New("broken")
	for name, c := range map[string]struct{ decode, run, encode error }{
		"decode": {fault.New(fault.Malformed, "malformed_body", ""), fail, fail},
		"run":    {nil, fault.Missing("parcel"), fail},
		"encode": {nil, nil, fail},
		"none":   {},
	} {
		recorder := httptest.NewRecorder()
		httpx.Handle(
			func(*http.Request) (int, error) { return 1, c.decode },
			func(_ context.Context, in int) (int, error) { return in + 1, c.run },
			func(w http.ResponseWriter, _ *http.Request, out int) error {
				if c.encode != nil {
					return c.encode
				}
				return httpx.WriteJSON(w, http.StatusOK, out)
			},
		).ServeHTTP(recorder, request(t, http.MethodGet, "/"))
		expected := map[string]int{"decode": 400, "run": 404, "encode": 500, "none": 200}[name]
		assert.Equal(t, expected, recorder.Code, name)
	}
}

func TestChainPutsTheLowestOrderOutermost(t *testing.T) {
	t.Parallel()
	var passed []string
	note := func(order httpx.Order, name string) httpx.Middleware {
		return httpx.Middleware{Order: order, Wrap: func(next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				passed = append(passed, name)
				next.ServeHTTP(w, r)
			})
		}}
	}
	chain := httpx.Chain(http.NotFoundHandler(), []httpx.Middleware{
		note(httpx.OrderBody, "body"), note(httpx.OrderRequest, "request"), note(httpx.OrderCORS, "cors"),
	})
	chain.ServeHTTP(httptest.NewRecorder(), request(t, http.MethodGet, "/"))
	assert.Equal(t, []string{"request", "cors", "body"}, passed)
}

func TestTheRecorderHandsTheConnectionOver(t *testing.T) {
	t.Parallel()
	noted := make(chan int, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		recorder := httpx.Record(w)
		// Some routers ask the writer itself, without http.ResponseController.
		conn, _, err := http.Hijacker(recorder).Hijack()
		noted <- recorder.Status
		if assert.NoError(t, err) {
			assert.NoError(t, conn.Close())
		}
	}))
	defer server.Close()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	require.NoError(t, err)
	_, err = server.Client().Do(request) //nolint:bodyclose // the connection ends without a response
	require.Error(t, err)
	assert.Equal(t, http.StatusSwitchingProtocols, <-noted)

	refused := httpx.Record(httptest.NewRecorder())
	_, _, err = refused.Hijack()
	require.ErrorIs(t, err, http.ErrNotSupported)
	assert.Zero(t, refused.Status)
}

func TestTheRecorderNotesTheFinalStatus(t *testing.T) {
	t.Parallel()
	for final, sent := range map[int][]int{
		http.StatusCreated:            {http.StatusEarlyHints, http.StatusCreated, http.StatusOK},
		http.StatusSwitchingProtocols: {http.StatusSwitchingProtocols},
		0:                             {http.StatusContinue},
	} {
		recorder := httpx.Record(httptest.NewRecorder())
		for _, status := range sent {
			recorder.WriteHeader(status)
		}
		assert.Equal(t, final, recorder.Status)
	}
}
