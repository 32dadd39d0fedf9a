package join_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gateway/join"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/middleware/middleware"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	ann  = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f61"
	bob  = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f62"
	shop = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f63"
)

var references = []join.Reference{
	{Name: "customer", Member: "customer_id", Collection: "customers", Route: "getCustomer"},
	{Name: "shop", Member: "shop", Collection: "shops", Route: "getShop"},
}

// edge serves orders with one body, and what they refer to.
type edge struct {
	http.Handler

	// read are the paths of what was read for references.
	mutex sync.Mutex
	read  []string
}

func (e *edge) paths() []string {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return slices.Sorted(slices.Values(e.read))
}

func answering(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("ETag", `"1"`)
		_, _ = w.Write([]byte(body))
	}
}

func serve(orders http.HandlerFunc, customer, shop http.HandlerFunc) *edge {
	e := &edge{}
	noted := func(next http.HandlerFunc) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			e.mutex.Lock()
			e.read = append(e.read, r.Method+" "+r.URL.String())
			e.mutex.Unlock()
			next(w, r)
		}
	}
	var routes []httpx.Route
	routes = append(routes, join.Routes([]httpx.Route{
		{ID: "getOrder", Method: http.MethodGet, Path: "/orders/{id}", Handler: orders},
		{ID: "getCustomer", Method: http.MethodGet, Path: "/customers/{id}", Handler: noted(customer)},
		{ID: "getShop", Method: http.MethodGet, Path: "/shops/{id}", Handler: noted(shop)},
	}, map[string][]join.Reference{"getOrder": references}, func() []httpx.Route { return routes })...)
	mux := http.NewServeMux()
	for _, route := range routes {
		mux.Handle(route.Method+" "+route.Path, route.Handler)
	}
	e.Handler = httpx.Chain(mux, middleware.Standard(middleware.Options{
		Log: slog.New(slog.DiscardHandler), Timeout: 2 * time.Second, MaxBody: 1 << 10,
	}))
	return e
}

// named answers with what is read.
func named(w http.ResponseWriter, r *http.Request) {
	answering(`{"id": "`+r.PathValue("id")+`", "version": 1}`)(w, r)
}

func (e *edge) get(t *testing.T, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Set(name, value)
	}
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	return recorder
}

func TestNothingIsJoinedUnasked(t *testing.T) {
	t.Parallel()
	e := serve(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "a=%62", r.URL.RawQuery)
		assert.Equal(t, `"1"`, r.Header.Get("If-None-Match"))
		answering(`{"id": "1"}`)(w, r)
	}, named, named)
	answer := e.get(t, "/orders/1?a=%62", `If-None-Match: "1"`)
	assert.JSONEq(t, `{"id": "1"}`, answer.Body.String())
	assert.Empty(t, e.paths())
}

func TestWhatIsReferredToIsReadOnceAndAdded(t *testing.T) {
	t.Parallel()
	list := `{"items": [
		{"id": "1", "price": 1.50, "customer_id": "` + ann + `", "shop": "` + shop + `"},
		{"id": "2", "customer_id": "` + bob + `", "shop": null}, {"id": "3", "customer_id": "` + ann + `"}
	], "next_cursor": null}` + "\n"
	e := serve(func(w http.ResponseWriter, r *http.Request) {
		assert.Equal(t, "limit=3&sort=id", r.URL.RawQuery, "the service knows no include")
		assert.Empty(t, r.Header.Get("If-None-Match"), "it has no version of its own")
		w.Header().Set("Cache-Control", "public, max-age=60")
		answering(list)(w, r)
	}, named, named)
	answer := e.get(t, "/orders/1?limit=3&include=shop%2Ccustomer&sort=id", `If-None-Match: "1"`)
	assert.Equal(t, http.StatusOK, answer.Code)
	assert.Equal(t, `"1"`, answer.Header().Get("ETag"))
	assert.Equal(t, "private, no-cache", answer.Header().Get("Cache-Control"))
	assert.Contains(t, answer.Body.String(), `"price": 1.50`, "what is answered stays as it is written")
	var told struct {
		Items    []any `json:"items"`
		Included map[string][]struct {
			ID string `json:"id"`
		} `json:"included"`
		Omitted []any `json:"omitted"`
	}
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &told))
	assert.Len(t, told.Items, 3)
	require.Len(t, told.Included["customers"], 2)
	assert.Equal(t, ann, told.Included["customers"][0].ID)
	assert.Equal(t, bob, told.Included["customers"][1].ID)
	assert.Len(t, told.Included["shops"], 1)
	assert.NotNil(t, told.Omitted)
	assert.Empty(t, told.Omitted)
	assert.Equal(t, []string{"GET /customers/" + ann, "GET /customers/" + bob, "GET /shops/" + shop}, e.paths())
}

func TestWhatIsMissingIsSaid(t *testing.T) {
	t.Parallel()
	order := answering(`{"id": "1", "customer_id": "` + ann + `", "shop": "` + shop + `"}`)
	refused := func(kind fault.Kind, code string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { problem.Write(w, r, fault.New(kind, code, "No.")) }
	}
	for name, c := range map[string]struct {
		shop     http.HandlerFunc
		expected string
	}{
		"gone":      {refused(fault.NotFound, "not_found"), `"status": 404, "code": "not_found"`},
		"hidden":    {refused(fault.Forbidden, "insufficient_scope"), `"status": 403, "code": "insufficient_scope"`},
		"no JSON":   {answering("shop"), `"status": 502, "code": "upstream_unavailable"`},
		"broken":    {func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, `"status": 502, "code": "upstream_unavailable"`},
		"too large": {answering(`"` + strings.Repeat("x", 5<<20) + `"`), `"status": 502, "code": "upstream_unavailable"`},
		"a stranger": {func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(http.StatusTeapot)
		}, `"status": 418, "code": "unknown"`},
	} {
		answer := serve(order, named, c.shop).get(t, "/orders/1?include=customer,shop")
		assert.Equal(t, http.StatusOK, answer.Code, name)
		assert.JSONEq(t, `{"id": "1", "customer_id": "`+ann+`", "shop": "`+shop+`",
			"included": {"customers": [{"id": "`+ann+`", "version": 1}], "shops": []},
			"omitted": [{"include": "shop", "id": "`+shop+`", `+c.expected+`}]}`, answer.Body.String(), name)
	}
	nowhere := answering(`{"id": "1", "customer_id": "../secrets"}`)
	e := serve(nowhere, named, named)
	answer := e.get(t, "/orders/1?include=customer")
	assert.Contains(t, answer.Body.String(), `"status":404,"code":"not_found"`)
	assert.Empty(t, e.paths(), "an id that is none is no path")
}

func TestAnswersDoNotGrowWithoutEnd(t *testing.T) {
	t.Parallel()
	large := func(w http.ResponseWriter, r *http.Request) {
		answering(`{"id": "`+r.PathValue("id")+`", "text": "`+strings.Repeat("x", 3<<20)+`"}`)(w, r)
	}
	list := `{"items": [{"customer_id": "` + ann + `"}, {"customer_id": "` + bob + `"}], "next_cursor": null}`
	answer := serve(answering(list), large, named).get(t, "/orders/1?include=customer")
	assert.Equal(t, http.StatusOK, answer.Code)
	assert.Less(t, answer.Body.Len(), 4<<20)
	assert.Contains(t, answer.Body.String(), `"status":502,"code":"answer_too_large"`)
}

func TestWithoutTheMainAnswerThereIsNothingToJoin(t *testing.T) {
	t.Parallel()
	gone := serve(func(w http.ResponseWriter, r *http.Request) { problem.Write(w, r, fault.Missing("order")) }, named, named)
	answer := gone.get(t, "/orders/1?include=shop")
	assert.Equal(t, http.StatusNotFound, answer.Code)
	assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"))
	assert.Empty(t, gone.paths())
	for _, body := range []string{"", "[]", "{}", `{"items": 1}`, `{"id": 1`} {
		answer := serve(answering(body), named, named).get(t, "/orders/1?include=shop")
		assert.Equal(t, http.StatusBadGateway, answer.Code, body)
	}
	large := serve(answering(`"`+strings.Repeat("x", 5<<20)+`"`), named, named).get(t, "/orders/1?include=shop")
	assert.Equal(t, http.StatusBadGateway, large.Code)
	assert.Empty(t, large.Header().Get("ETag"), "nothing is left of what is not sent")
	broken := serve(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, named, named)
	assert.Equal(t, http.StatusBadGateway, broken.get(t, "/orders/1?include=shop").Code)
	defect := serve(answering(`{"id": "1", "shop": "`+shop+`"}`), named, func(http.ResponseWriter, *http.Request) { panic("defect") })
	assert.Equal(t, http.StatusInternalServerError, defect.get(t, "/orders/1?include=shop").Code, "a defect is recovered where all are")
}

func TestWhatCannotBeIncludedIsRefused(t *testing.T) {
	t.Parallel()
	e := serve(func(http.ResponseWriter, *http.Request) { assert.Fail(t, "it is reached") }, named, named)
	for _, query := range []string{"include=", "include=nothing", "include=shop,shop", "include=shop,", "include=shop&include=customer", "include=%zz"} {
		answer := e.get(t, "/orders/1?"+query)
		assert.Equal(t, http.StatusBadRequest, answer.Code, query)
		assert.Contains(t, answer.Body.String(), "must be one or several of customer, shop", query)
	}
}

func TestHeadHasNothingToJoin(t *testing.T) {
	t.Parallel()
	e := serve(answering(`{"id": "1", "shop": "`+shop+`"}`), named, named)
	request := httptest.NewRequestWithContext(t.Context(), http.MethodHead, "/orders/1?include=shop", nil)
	recorder := httptest.NewRecorder()
	e.ServeHTTP(recorder, request)
	assert.Equal(t, http.StatusOK, recorder.Code)
	assert.Empty(t, e.paths())
}

func TestSomeAreReadAtATimeWithinTheTimeOfTheRequest(t *testing.T) {
	t.Parallel()
	items := make([]string, 40)
	for i := range items {
		items[i] = `{"id": "1", "customer_id": "` + ann[:34] + string("0123456789abcdef"[i/16]) + string("0123456789abcdef"[i%16]) + `"}`
	}
	var now, most atomic.Int64
	slow := func(w http.ResponseWriter, r *http.Request) {
		for running := now.Add(1); ; {
			seen := most.Load()
			if running <= seen || most.CompareAndSwap(seen, running) {
				break
			}
		}
		defer now.Add(-1)
		requestinfo.From(r.Context()).Caller = r.URL.Path // each has notes of its own
		<-r.Context().Done()
		problem.GatewayTimeout(w, r, fault.Busy("upstream_timeout", "Too long.", context.Cause(r.Context())))
	}
	e := serve(answering(`{"items": [`+strings.Join(items, ",")+`], "next_cursor": null}`), slow, named)
	answer := e.get(t, "/orders/1?include=customer")
	assert.Equal(t, http.StatusOK, answer.Code, answer.Body.String())
	assert.Equal(t, 40, strings.Count(answer.Body.String(), `"status":504,"code":"upstream_timeout"`))
	assert.EqualValues(t, 8, most.Load())
}
