package httpidempotency_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/idempotency/httpidempotency"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/postgres-pool/pgpool"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// shop is an operation that writes an order and answers with its number.
type shop struct {
	t       *testing.T
	db      *pgdb.DB
	handler http.Handler
	path    string
	calls   atomic.Int64
	// answer is the status that the operation answers after it has written.
	answer atomic.Int64
}

func open(t *testing.T) *shop {
	t.Helper()
	db, _ := fixture.Alone(t)
	return openOn(t, db)
}

func openOn(t *testing.T, db *pgdb.DB) *shop {
	t.Helper()
	s := &shop{t: t, db: db, path: "/" + t.Name()}
	s.answer.Store(http.StatusCreated)
	_, err := pgdb.Exec(t.Context(), s.db, "CREATE TABLE test_orders (number bigint NOT NULL)")
	require.NoError(t, err)
	routes := []httpx.Route{{Method: http.MethodPost, Path: s.path, Handler: http.HandlerFunc(s.order)}}
	httpidempotency.Guard(routes, idempotency.NewKeeper(s.db, s.db, time.Hour))
	s.handler = routes[0].Handler
	return s
}

func (s *shop) order(w http.ResponseWriter, r *http.Request) {
	number := s.calls.Add(1)
	_, err := pgdb.Exec(r.Context(), s.db, "INSERT INTO test_orders VALUES ($1)", number)
	assert.NoError(s.t, err)
	if s.answer.Load() == 0 {
		panic("broken")
	}
	w.Header().Set("Location", s.path+"/"+strconv.FormatInt(number, 10))
	w.WriteHeader(int(s.answer.Load()))
	_, _ = w.Write([]byte("order " + strconv.FormatInt(number, 10)))
}

func (s *shop) post(key, body, caller string) *httptest.ResponseRecorder {
	s.t.Helper()
	if key == "" {
		return s.postKeys(nil, body, caller)
	}
	return s.postKeys([]string{key}, body, caller)
}

// postKeys posts with a header for each of the keys.
func (s *shop) postKeys(keys []string, body, caller string) *httptest.ResponseRecorder {
	s.t.Helper()
	ctx := requestinfo.With(s.t.Context(), &requestinfo.Info{Caller: caller})
	request := httptest.NewRequestWithContext(ctx, http.MethodPost, s.path, strings.NewReader(body))
	for _, key := range keys {
		request.Header.Add(httpidempotency.Header, key)
	}
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, request)
	return recorder
}

// written counts the orders in the database.
func (s *shop) written() int64 {
	s.t.Helper()
	touched, err := pgdb.Exec(s.t.Context(), s.db, "SELECT FROM test_orders")
	require.NoError(s.t, err)
	return touched
}

func TestARepetitionGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	s := open(t)
	first := s.post("a", "{}", "ann")
	assert.Equal(t, http.StatusCreated, first.Code)
	assert.Empty(t, first.Header().Get(httpidempotency.Replayed))
	again := s.post("a", "{}", "ann")
	assert.Equal(t, "true", again.Header().Get(httpidempotency.Replayed))
	again.Header().Del(httpidempotency.Replayed)
	assert.Equal(t, first.Code, again.Code)
	assert.Equal(t, first.Header(), again.Header())
	assert.Equal(t, first.Body.String(), again.Body.String())
	assert.Equal(t, int64(1), s.written())
}

// Behind a proxy that shares connections, nothing is prepared on them.
func TestAnswersAreKeptWithoutPreparedStatements(t *testing.T) {
	t.Parallel()
	_, url := fixture.Alone(t)
	pool, err := pgpool.Open(context.WithoutCancel(t.Context()), pgpool.Options{
		URL: url, Application: t.Name(), ServerLimit: 2, Replicas: 1, StatementCache: 0,
		ConnectTimeout: 5 * time.Second, StatementTimeout: 5 * time.Second, Lifetime: time.Hour, IdleTime: time.Hour,
	})
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	s := openOn(t, pgdb.New(pool, 5*time.Second))
	first, again := s.post("a", "{}", "ann"), s.post("a", "{}", "ann")
	assert.Equal(t, http.StatusCreated, first.Code)
	assert.Equal(t, first.Header().Get("Location"), again.Header().Get("Location"))
	assert.Equal(t, first.Body.String(), again.Body.String())
	assert.Equal(t, int64(1), s.written())
}

func TestOtherKeysCallersAndNoKeyAreOtherRequests(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.post("a", "{}", "ann")
	for _, answer := range []*httptest.ResponseRecorder{s.post("b", "{}", "ann"), s.post("a", "{}", "bob"), s.post("", "{}", "ann"), s.post("", "{}", "ann")} {
		assert.Equal(t, http.StatusCreated, answer.Code)
		assert.Empty(t, answer.Header().Get(httpidempotency.Replayed))
	}
	assert.Equal(t, int64(5), s.written())
}

func TestAKeyIsForOneRequest(t *testing.T) {
	t.Parallel()
	s := open(t)
	s.post("a", "{}", "ann")
	other := s.post("a", `{"other": 1}`, "ann")
	assert.Equal(t, http.StatusUnprocessableEntity, other.Code)
	assert.Contains(t, other.Body.String(), "idempotency_key_reused")
	assert.Equal(t, int64(1), s.written())
}

func TestMalformedKeysAreRefused(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, keys := range [][]string{{""}, {" "}, {"two words"}, {"é"}, {strings.Repeat("a", 256)}, {"a", "b"}} {
		assert.Equal(t, http.StatusBadRequest, s.postKeys(keys, "{}", "").Code, keys)
	}
	assert.Zero(t, s.written())
	assert.Equal(t, http.StatusCreated, s.post(strings.Repeat("~", 255), "{}", "").Code)
}

func TestWhatFailedLeavesNothingAndMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, status := range []int64{http.StatusInternalServerError, http.StatusConflict, http.StatusServiceUnavailable} {
		s.answer.Store(status)
		assert.Equal(t, int(status), s.post("a", "{}", "ann").Code)
		assert.Zero(t, s.written(), "the write is taken back")
	}
	s.answer.Store(0)
	assert.Panics(t, func() { s.post("a", "{}", "ann") })
	assert.Zero(t, s.written())

	s.answer.Store(http.StatusCreated)
	assert.Equal(t, http.StatusCreated, s.post("a", "{}", "ann").Code)
	assert.Equal(t, int64(1), s.written())
}

// twice does work once more that met another transaction, as a unit of work does.
type twice struct {
	*pgdb.DB

	met error
}

func (t twice) InTx(ctx context.Context, work func(context.Context) error) error {
	err := t.DB.InTx(ctx, work)
	if errors.Is(err, t.met) {
		return t.DB.InTx(ctx, work)
	}
	return err
}

func TestWorkThatMetAnotherTransactionRunsAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	met := errors.New("met another")
	for _, always := range []bool{false, true} {
		attempts := 0
		order := func(w http.ResponseWriter, r *http.Request) {
			if attempts++; attempts == 1 || always {
				problem.Write(w, r, fault.Busy("concurrent_change", "", met))
				return
			}
			s.order(w, r)
		}
		routes := []httpx.Route{{Method: http.MethodPost, Path: s.path, Handler: http.HandlerFunc(order)}}
		httpidempotency.Guard(routes, idempotency.NewKeeper(twice{s.db, met}, s.db, time.Hour))
		info := requestinfo.Info{}
		request := httptest.NewRequestWithContext(requestinfo.With(t.Context(), &info), http.MethodPost, s.path, nil)
		request.Header.Set(httpidempotency.Header, strconv.FormatBool(always))
		recorder := httptest.NewRecorder()
		routes[0].Handler.ServeHTTP(recorder, request)
		assert.Equal(t, 2, attempts)
		if always {
			assert.Equal(t, http.StatusServiceUnavailable, recorder.Code)
			require.ErrorIs(t, info.Err, met)
		} else {
			assert.Equal(t, http.StatusCreated, recorder.Code)
			require.NoError(t, info.Err, "what was mended is no failure of the request")
		}
	}
	assert.Equal(t, int64(1), s.written())
}

func TestRequestsAtTheSameTimeAreOneRequest(t *testing.T) {
	t.Parallel()
	s := open(t)
	var sending sync.WaitGroup
	var first atomic.Int64
	bodies := make([]string, 24)
	for i := range bodies {
		sending.Go(func() {
			answer := s.post("a", "{}", "ann")
			bodies[i] = answer.Body.String()
			if answer.Header().Get(httpidempotency.Replayed) == "" {
				first.Add(1)
			}
		})
	}
	sending.Wait()
	assert.Equal(t, int64(1), first.Load())
	assert.Equal(t, int64(1), s.written())
	for _, body := range bodies {
		assert.Equal(t, "order 1", body)
	}
}

func TestBodiesThatCannotBeReadAreLeftToTheOperation(t *testing.T) {
	t.Parallel()
	s := open(t)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, s.path, strings.NewReader("{}"))
	request.Header.Set(httpidempotency.Header, "a")
	request.Body = http.MaxBytesReader(httptest.NewRecorder(), request.Body, 1)
	recorder := httptest.NewRecorder()
	s.handler.ServeHTTP(recorder, request)
	assert.Equal(t, http.StatusCreated, recorder.Code, "this operation reads no body")
	kept, err := pgdb.Exec(t.Context(), s.db, "SELECT FROM idempotency_keys WHERE route = $1", s.path)
	require.NoError(t, err)
	assert.Zero(t, kept)
}

func TestOnlyRoutesThatCreateAreGuarded(t *testing.T) {
	t.Parallel()
	route := httpx.Route{Method: http.MethodPut, Handler: http.NotFoundHandler()}
	routes := []httpx.Route{route}
	httpidempotency.Guard(routes, nil)
	recorder := httptest.NewRecorder()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/", nil)
	request.Header.Set(httpidempotency.Header, "a")
	routes[0].Handler.ServeHTTP(recorder, request)
	assert.Equal(t, http.StatusNotFound, recorder.Code)
}
