package httpclient_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

type parcel struct {
	ID   uuid.UUID       `json:"id"`
	Name string          `json:"name"`
	Day  httpclient.Date `json:"day"`
}

// service is one that handler answers for, and a client of it.
func service(t *testing.T, handler http.HandlerFunc, change func(*httpclient.Options)) *httpclient.Client {
	t.Helper()
	server := httptest.NewServer(handler)
	options := httpclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: 2 * time.Second, Attempts: 3, Concurrency: 4},
		URL:     server.URL, Agent: "test", MaxBody: 1 << 10,
	}
	if change != nil {
		change(&options)
	}
	client, err := httpclient.New(options)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, client.Close())
		server.Close()
	})
	return client
}

func parcels(client *httpclient.Client) httpclient.Collection[parcel, parcel] {
	return httpclient.NewCollection[parcel, parcel](client, "parcel", "/api/v1/parcels")
}

func send(w http.ResponseWriter, status int, body string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, body)
}

// counting counts the requests that reach the handler.
func counting(count *atomic.Int32, handler func(w http.ResponseWriter, r *http.Request, number int32)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) { handler(w, r, count.Add(1)) }
}

func TestAResourceIsReadAndChangedAsItsContractSays(t *testing.T) {
	t.Parallel()
	id := uuid.New()
	var seen []string
	client := service(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		seen = append(seen, strings.TrimSpace(strings.Join([]string{r.Method, r.URL.String(), r.Header.Get("If-Match"), string(body)}, " ")))
		if r.Method == http.MethodDelete {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		if r.URL.RawQuery != "" {
			send(w, http.StatusOK, `{"items":[{"name":"a","day":"2024-02-29","unknown":1}],"next_cursor":"more"}`)
			return
		}
		send(w, http.StatusOK, `{"id":"`+id.String()+`","name":"a","day":"2024-02-29"}`)
	}, nil)
	day := httpclient.Date{Time: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}
	all := parcels(client)

	found, err := all.Get(t.Context(), id)
	require.NoError(t, err)
	assert.Equal(t, parcel{ID: id, Name: "a", Day: day}, found)
	page, err := all.List(t.Context(), httpclient.ListRequest{
		Filter: map[string]string{"name": "a b"}, Sort: "-name", Limit: 5, Cursor: "next",
	})
	require.NoError(t, err)
	assert.Equal(t, []parcel{{Name: "a", Day: day}}, page.Items)
	assert.Equal(t, "more", *page.NextCursor)
	_, err = all.Create(t.Context(), parcel{Name: "b", Day: day})
	require.NoError(t, err)
	_, err = all.Replace(t.Context(), id, 7, parcel{Name: "c", Day: day})
	require.NoError(t, err)
	require.NoError(t, all.Delete(t.Context(), id, 8))

	path, none := "/api/v1/parcels", uuid.Nil.String()
	assert.Equal(t, []string{
		"GET " + path + "/" + id.String(),
		"GET " + path + "?cursor=next&limit=5&name=a+b&sort=-name",
		`POST ` + path + `  {"id":"` + none + `","name":"b","day":"2024-02-29"}`,
		`PUT ` + path + `/` + id.String() + ` "7" {"id":"` + none + `","name":"c","day":"2024-02-29"}`,
		`DELETE ` + path + `/` + id.String() + ` "8"`,
	}, seen)
}

func TestCallsCarryTheirRequestAndTrace(t *testing.T) {
	t.Parallel()
	var headers http.Header
	client := service(t, func(w http.ResponseWriter, r *http.Request) {
		headers = r.Header
		send(w, http.StatusOK, `{}`)
	}, func(o *httpclient.Options) { o.APIKey = "secret" })
	trace := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	ctx := requestinfo.With(t.Context(), &requestinfo.Info{ID: "request-1", Traceparent: trace, Tracestate: "a=b"})
	_, err := parcels(client).Get(ctx, uuid.New())
	require.NoError(t, err)
	for name, value := range map[string]string{
		"X-Request-ID": "request-1", "Traceparent": trace, "Tracestate": "a=b", "X-API-Key": "secret", "User-Agent": "test",
	} {
		assert.Equal(t, value, headers.Get(name), name)
	}
	_, err = parcels(client).Get(t.Context(), uuid.New())
	require.NoError(t, err)
	assert.Empty(t, headers.Get("Traceparent"), "no trace, no header")
}

func TestOnlyWhatIsSafeIsTriedAgain(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		request httpclient.Request
		sent    int32
	}{
		"read":                   {httpclient.Request{Method: http.MethodGet}, 3},
		"creation":               {httpclient.Request{Method: http.MethodPost, Body: 1}, 1},
		"creation with a key":    {httpclient.Request{Method: http.MethodPost, Body: 1, Header: http.Header{"Idempotency-Key": {"k"}}}, 3},
		"replacement":            {httpclient.Request{Method: http.MethodPut, Body: 1}, 3},
		"conditional, only once": {httpclient.Request{Method: http.MethodPut, Body: 1, Header: http.Header{"If-Match": {`"1"`}}}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var count atomic.Int32
			client := service(t, counting(&count, func(w http.ResponseWriter, r *http.Request, _ int32) {
				if r.Method != http.MethodGet {
					body, _ := io.ReadAll(r.Body)
					assert.Equal(t, "1", string(body), "each attempt has the body")
				}
				w.WriteHeader(http.StatusServiceUnavailable)
			}), nil)
			err := client.Do(t.Context(), test.request, nil)
			assert.Equal(t, fault.Unavailable, fault.KindOf(err))
			assert.Equal(t, test.sent, count.Load())
		})
	}
}

func TestWhatWasNeverSentIsTriedAgain(t *testing.T) {
	t.Parallel()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	var attempts int
	client := service(t, nil, func(o *httpclient.Options) { o.URL = "http://" + listener.Addr().String() })
	client.Caller().Observe(func(call calling.Call) { attempts = call.Attempts })
	_, err = parcels(client).Create(t.Context(), parcel{})
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.Equal(t, 3, attempts)
	assert.ErrorContains(t, client.Caller().Check(t.Context()), "connection refused")
}

func TestAServiceThatRecoversIsReached(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	client := service(t, counting(&count, func(w http.ResponseWriter, _ *http.Request, number int32) {
		switch number {
		case 1: // a reset in the middle of the answer
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "{")
			panic(http.ErrAbortHandler)
		case 2: // a reset before anything
			panic(http.ErrAbortHandler)
		default:
			send(w, http.StatusOK, `{"name":"here"}`)
		}
	}), nil)
	found, err := parcels(client).Get(t.Context(), uuid.New())
	require.NoError(t, err)
	assert.Equal(t, "here", found.Name)
	assert.NoError(t, client.Caller().Check(t.Context()))
}

func TestRetryAfterIsWaitedForOrNothingIsTried(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	client := service(t, counting(&count, func(w http.ResponseWriter, _ *http.Request, number int32) {
		if number == 1 {
			w.Header().Set("Retry-After", "1")
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		send(w, http.StatusOK, `{}`)
	}), nil)
	started := time.Now()
	_, err := parcels(client).Get(t.Context(), uuid.New())
	require.NoError(t, err)
	assert.GreaterOrEqual(t, time.Since(started), time.Second)

	count.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err = parcels(client).Get(ctx, uuid.New())
	away, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	assert.Equal(t, fault.Unavailable, away.Kind)
	assert.Equal(t, time.Second, away.RetryAfter)
	assert.EqualValues(t, 1, count.Load(), "the time left is too short for another attempt")
}

func TestASlowServiceCostsLessThanTheCallerHas(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	client := service(t, counting(&count, func(_ http.ResponseWriter, r *http.Request, _ int32) { <-r.Context().Done() }), nil)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	_, err := parcels(client).Get(ctx, uuid.New())
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.NoError(t, ctx.Err(), "the caller has time left to answer")
	assert.GreaterOrEqual(t, count.Load(), int32(2), "an attempt has only its share")

	gone, leave := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, leave)
	_, err = parcels(client).Get(gone, uuid.New())
	assert.ErrorIs(t, err, context.Canceled)
}

func TestAnswersThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		handler http.HandlerFunc
		message string
	}{
		"huge": {func(w http.ResponseWriter, _ *http.Request) {
			send(w, http.StatusOK, `"`+strings.Repeat("a", 1<<20)+`"`)
		}, "more than 1024 bytes"},
		"endless": {func(w http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				_, _ = io.WriteString(w, strings.Repeat(" ", 1<<10))
			}
		}, "more than 1024 bytes"},
		"no JSON": {func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusOK, "<html>") }, "not what its contract describes"},
		"redirect": {func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.1:1/", http.StatusFound)
		}, "answered 302"},
		"defect": {func(w http.ResponseWriter, _ *http.Request) { send(w, http.StatusInternalServerError, "{}") }, "answered 500"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var count atomic.Int32
			client := service(t, counting(&count, func(w http.ResponseWriter, r *http.Request, _ int32) { test.handler(w, r) }), nil)
			_, err := parcels(client).Get(t.Context(), uuid.New())
			assert.ErrorContains(t, err, test.message)
			assert.Equal(t, fault.Internal, fault.KindOf(err))
			assert.EqualValues(t, 1, count.Load())
		})
	}
}

func TestRefusalsBecomeFaults(t *testing.T) {
	t.Parallel()
	document, err := json.Marshal(map[string]any{
		"code": "taken", "detail": "It is taken.", "errors": []any{map[string]string{"pointer": "/name", "code": "taken", "message": "is taken"}},
	})
	require.NoError(t, err)
	for status, kind := range map[int]fault.Kind{
		http.StatusNotFound:             fault.NotFound,
		http.StatusConflict:             fault.Conflict,
		http.StatusPreconditionFailed:   fault.Stale,
		http.StatusUnprocessableEntity:  fault.Invalid,
		http.StatusPreconditionRequired: fault.Internal,
		http.StatusTooManyRequests:      fault.Unavailable,
		http.StatusUnauthorized:         fault.Internal,
		http.StatusForbidden:            fault.Internal,
	} {
		client := service(t, func(w http.ResponseWriter, _ *http.Request) { send(w, status, string(document)) }, nil)
		_, err := parcels(client).Create(t.Context(), parcel{})
		assert.Equal(t, kind, fault.KindOf(err), status)
		assert.ErrorContains(t, err, "taken", status)
		if refused, ok := errors.AsType[*fault.Error](err); ok && kind == fault.Conflict {
			assert.Equal(t, []fault.Field{{Pointer: "/name", Code: "taken", Message: "is taken"}}, refused.Fields)
		}
	}
}

func TestRetriesStopWhenAServiceIsInTrouble(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	client := service(t, counting(&count, func(w http.ResponseWriter, _ *http.Request, _ int32) { w.WriteHeader(http.StatusBadGateway) }), nil)
	const calls = 20
	for range calls {
		_, err := parcels(client).Get(t.Context(), uuid.New())
		assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	}
	assert.Less(t, count.Load(), int32(calls+5), "without a budget it would be three times as many")
}

func TestOnlySoManyCallsAreUnderWay(t *testing.T) {
	t.Parallel()
	arrived, free := make(chan struct{}, 2), make(chan struct{})
	client := service(t, func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-free
		send(w, http.StatusOK, `{}`)
	}, func(o *httpclient.Options) { o.Concurrency = 1 })
	ended := make(chan error, 1)
	go func() {
		_, err := parcels(client).Get(context.WithoutCancel(t.Context()), uuid.New())
		ended <- err
	}()
	<-arrived
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err := parcels(client).Get(ctx, uuid.New())
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.ErrorContains(t, err, "1 calls are under way")
	close(free)
	require.NoError(t, <-ended)
	assert.Empty(t, arrived, "the other one never reached the service")
}

func TestConnectionsAreUsedAgain(t *testing.T) {
	t.Parallel()
	connections := map[string]bool{}
	client := service(t, func(w http.ResponseWriter, r *http.Request) {
		connections[r.RemoteAddr] = true
		if len(r.URL.Path)%2 == 0 {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		send(w, http.StatusOK, `{}`)
	}, nil)
	for range 10 {
		_, err := parcels(client).Get(t.Context(), uuid.New())
		if err != nil {
			assert.Equal(t, fault.NotFound, fault.KindOf(err))
		}
	}
	assert.Len(t, connections, 1)
}

func TestSettingsThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"", "parcels:80", "ftp://parcels", "http://", "/api"} {
		_, err := httpclient.New(httpclient.Options{Options: calling.Options{Name: "parcels"}, URL: url})
		assert.ErrorContains(t, err, "write one like http://parcels:8080", url)
	}
	_, err := httpclient.New(httpclient.Options{Options: calling.Options{Name: "parcels"}, URL: "http://parcels", APIKey: "secret\n"})
	assert.ErrorContains(t, err, "give the key alone")
	assert.NotContains(t, err.Error(), "secret")
}

func TestARequestThatIsNoneIsADefect(t *testing.T) {
	t.Parallel()
	client := service(t, func(http.ResponseWriter, *http.Request) { assert.Fail(t, "it is never sent") }, nil)
	err := client.Do(t.Context(), httpclient.Request{Method: "NO METHOD"}, nil)
	assert.ErrorContains(t, err, "the request is none")
	assert.Equal(t, fault.Internal, fault.KindOf(err))
}
