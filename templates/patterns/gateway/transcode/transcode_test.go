package transcode_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gateway/transcode"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/middleware/middleware"
	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
	"goldenpath.dev/patterns/rest-contract/parse"
	"goldenpath.dev/patterns/validation/validate"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	someID      = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"
	traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
)

// echo is what a service does with a text.
type echo func(ctx context.Context, text string) (string, error)

// gateway publishes a service that answers so, at /{id}.
func gateway(t *testing.T, service echo, change func(*transcode.Options), more ...httpx.Middleware) http.Handler {
	t.Helper()
	return front(t, serve(t, service), change, more...)
}

// serve returns the URL of a service that answers so.
func serve(t *testing.T, service echo) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	server := grpc.NewServer(grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		var asked wrapperspb.StringValue
		if err := stream.RecvMsg(&asked); err != nil {
			return err
		}
		text, err := service(stream.Context(), asked.GetValue())
		if err != nil {
			return err
		}
		return stream.SendMsg(wrapperspb.String(text))
	}))
	var serving sync.WaitGroup
	serving.Go(func() { assert.NoError(t, server.Serve(listener)) })
	t.Cleanup(func() {
		server.Stop()
		serving.Wait()
	})
	return "http://" + listener.Addr().String()
}

func front(t *testing.T, url string, change func(*transcode.Options), more ...httpx.Middleware) http.Handler {
	t.Helper()
	options := transcode.Options{
		Name: "parcels", URL: url, Agent: "test", MaxMessage: 1 << 10, Timeout: 5 * time.Second, Concurrency: 4, ForwardAuthorization: true,
	}
	if change != nil {
		change(&options)
	}
	upstream, err := transcode.New(options)
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, upstream.Stop(context.WithoutCancel(t.Context())))
		assert.NoError(t, upstream.Close())
	})
	call := func(ctx context.Context, in *wrapperspb.StringValue, options ...grpc.CallOption) (*wrapperspb.StringValue, error) {
		out := new(wrapperspb.StringValue)
		return out, upstream.Connection().Invoke(ctx, "/parcels.parcel.v1.ParcelService/GetParcel", in, out, options...)
	}
	decode := func(r *http.Request) (*wrapperspb.StringValue, error) {
		id, err := transcode.ReadID(r)
		return wrapperspb.String(id), err
	}
	encode := func(w http.ResponseWriter, _ *http.Request, out *wrapperspb.StringValue) error {
		return httpx.WriteJSON(w, http.StatusOK, out.GetValue())
	}
	mux := http.NewServeMux()
	mux.Handle("GET /{id}", transcode.Handle(upstream, decode, call, encode))
	return httpx.Chain(mux, append(middleware.Standard(middleware.Options{
		Log: slog.New(slog.DiscardHandler), Timeout: 3 * time.Second, MaxBody: 1 << 10,
	}), more...))
}

func get(t *testing.T, handler http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	t.Helper()
	request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
	for _, header := range headers {
		name, value, _ := strings.Cut(header, ": ")
		request.Header.Add(name, value)
	}
	answer := httptest.NewRecorder()
	handler.ServeHTTP(answer, request)
	return answer
}

// refused wants the answer to be a problem, and returns it.
func refused(t *testing.T, answer *httptest.ResponseRecorder, status int, code string) problem.Document {
	t.Helper()
	var document problem.Document
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &document), answer.Body.String())
	assert.Equal(t, status, answer.Code, answer.Body.String())
	assert.Equal(t, problem.ContentType, answer.Header().Get("Content-Type"))
	assert.Equal(t, code, document.Code)
	assert.NotEmpty(t, document.RequestID)
	assert.NotContains(t, answer.Body.String(), "127.0.0.1")
	return document
}

func refusal(code codes.Code, details ...protoadapt.MessageV1) error {
	status, err := grpcstatus.New(code, "No.").WithDetails(details...)
	if err != nil {
		panic(err)
	}
	return status.Err()
}

func reason(code string) *errdetails.ErrorInfo { return &errdetails.ErrorInfo{Reason: code} }

func TestCallsTellWhoAsksAndEndInTime(t *testing.T) {
	t.Parallel()
	var seen grpcmetadata.MD
	var left time.Duration
	note := func(ctx context.Context, id string) (string, error) {
		seen, _ = grpcmetadata.FromIncomingContext(ctx)
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		return id, nil
	}
	headers := []string{
		"Idempotency-Key: once", "Authorization: Bearer token", "X-API-Key: of the client", "Cookie: session=1", "X-Request-ID: one", "Traceparent: " + traceparent,
	}
	answer := get(t, gateway(t, note, func(o *transcode.Options) { o.APIKey = "of the gateway" }), "/"+someID, headers...)
	assert.JSONEq(t, `"`+someID+`"`, answer.Body.String())
	for name, value := range map[string][]string{
		"authorization": {"Bearer token"}, "x-api-key": {"of the gateway"}, "x-request-id": {"one"}, "traceparent": {traceparent}, "cookie": nil,
		"idempotency-key": {"once"},
	} {
		assert.Equal(t, value, seen.Get(name), name)
	}
	assert.Positive(t, left)
	assert.Less(t, left, 3*time.Second, "less than the request has")

	get(t, gateway(t, note, func(o *transcode.Options) { o.ForwardAuthorization = false }), "/"+someID, headers...)
	assert.Empty(t, seen.Get("authorization"))

	get(t, gateway(t, note, nil), "/"+someID, "Idempotency-Key: ", "Idempotency-Key: twice")
	assert.Equal(t, []string{"", "twice"}, seen.Get("idempotency-key"), "for the service to refuse")

	seen = nil
	refused(t, get(t, gateway(t, note, nil), "/"+someID, "Idempotency-Key: \xff"), http.StatusBadRequest, "invalid_parameter")
	assert.Nil(t, seen)
}

func TestRepetitionsAreToldApart(t *testing.T) {
	t.Parallel()
	behind := gateway(t, func(ctx context.Context, id string) (string, error) {
		return id, grpc.SetHeader(ctx, grpcmetadata.Pairs("idempotent-replayed", "true"))
	}, nil)
	assert.Equal(t, "true", get(t, behind, "/"+someID).Header().Get("Idempotent-Replayed"))
}

func TestWhatServicesRefuseIsAProblem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		err    error
		status int
		code   string
	}{
		{refusal(codes.InvalidArgument, reason("INVALID")), http.StatusUnprocessableEntity, "invalid"},
		{refusal(codes.InvalidArgument, reason("MALFORMED_REQUEST")), http.StatusBadRequest, "malformed_request"},
		{refusal(codes.InvalidArgument, reason("VERSION_REQUIRED")), http.StatusPreconditionRequired, "version_required"},
		{refusal(codes.NotFound, reason("NOT_FOUND")), http.StatusNotFound, "not_found"},
		{refusal(codes.NotFound), http.StatusNotFound, "not_found"},
		{refusal(codes.AlreadyExists, reason("ALREADY_EXISTS")), http.StatusConflict, "already_exists"},
		{refusal(codes.FailedPrecondition, reason("IN_USE")), http.StatusConflict, "in_use"},
		{refusal(codes.FailedPrecondition, reason("IDEMPOTENCY_KEY_REUSED")), http.StatusUnprocessableEntity, "idempotency_key_reused"},
		{refusal(codes.Aborted, reason("STALE_VERSION")), http.StatusPreconditionFailed, "stale_version"},
		{refusal(codes.PermissionDenied, reason("INSUFFICIENT_SCOPE")), http.StatusForbidden, "insufficient_scope"},
		{refusal(codes.ResourceExhausted, reason("TOO_LARGE")), http.StatusRequestEntityTooLarge, "too_large"},
		{refusal(codes.Internal, reason("INTERNAL_ERROR")), http.StatusInternalServerError, "internal_error"},
		{refusal(codes.DeadlineExceeded, reason("TIMEOUT")), http.StatusGatewayTimeout, "upstream_timeout"},
		// What a connection fails with, or what says nothing, is no answer.
		{refusal(codes.Unavailable), http.StatusBadGateway, "upstream_unavailable"},
		{refusal(codes.Internal), http.StatusBadGateway, "upstream_unavailable"},
		{refusal(codes.ResourceExhausted), http.StatusBadGateway, "upstream_unavailable"},
		{refusal(codes.Unknown), http.StatusBadGateway, "upstream_unavailable"},
		{refusal(codes.Unimplemented), http.StatusBadGateway, "upstream_unavailable"},
	} {
		behind := gateway(t, func(context.Context, string) (string, error) { return "", c.err }, nil)
		refused(t, get(t, behind, "/"+someID), c.status, c.code)
	}
}

func TestProblemsNameFieldsAsRequestsDo(t *testing.T) {
	t.Parallel()
	behind := gateway(t, func(context.Context, string) (string, error) {
		return "", refusal(codes.InvalidArgument, reason("INVALID"), &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "input.tags[3].name", Reason: "MAX", Description: "is long"},
			{Field: "page_size", Reason: "RANGE", Description: "is large"},
			{Field: "filter.kind", Reason: "ENUM", Description: "is none"},
			{Field: "version", Reason: "REQUIRED", Description: "is required"},
		}})
	}, nil)
	told := refused(t, get(t, behind, "/"+someID), http.StatusUnprocessableEntity, "invalid")
	assert.Equal(t, "No.", told.Detail)
	assert.Equal(t, []problem.Field{
		{Pointer: "/tags/3/name", Code: "max", Message: "is long"},
		{Parameter: "limit", Code: "range", Message: "is large"},
		{Parameter: "kind", Code: "enum", Message: "is none"},
		{Parameter: "If-Match", Code: "required", Message: "is required"},
	}, told.Errors)
}

func TestTheLogTellsARefusalOnce(t *testing.T) {
	t.Parallel()
	var logged error
	behind := gateway(t, func(context.Context, string) (string, error) {
		return "", refusal(codes.FailedPrecondition, reason("IN_USE"))
	}, nil, httpx.Middleware{Order: httpx.OrderReading, Wrap: func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			next.ServeHTTP(w, r)
			logged = requestinfo.From(r.Context()).Err
		})
	}})
	refused(t, get(t, behind, "/"+someID), http.StatusConflict, "in_use")
	require.Error(t, logged)
	assert.Equal(t, 1, strings.Count(logged.Error(), "in_use"), logged)
	assert.ErrorContains(t, logged, "/parcels.parcel.v1.ParcelService/GetParcel: rpc error: code = FailedPrecondition")
}

func TestClientsAreToldWhenToComeBackAndWhatWouldHelp(t *testing.T) {
	t.Parallel()
	exhausted := gateway(t, func(context.Context, string) (string, error) {
		return "", refusal(codes.ResourceExhausted, reason("RATE_LIMITED"), &errdetails.RetryInfo{RetryDelay: durationpb.New(1500 * time.Millisecond)})
	}, nil)
	answer := get(t, exhausted, "/"+someID)
	refused(t, answer, http.StatusTooManyRequests, "rate_limited")
	assert.Equal(t, "2", answer.Header().Get("Retry-After"))

	busy := gateway(t, func(ctx context.Context, _ string) (string, error) {
		return "", errors.Join(grpc.SetTrailer(ctx, grpcmetadata.Pairs("retry-after", "7")), refusal(codes.Unavailable))
	}, nil)
	answer = get(t, busy, "/"+someID)
	refused(t, answer, http.StatusServiceUnavailable, "unavailable")
	assert.Equal(t, "7", answer.Header().Get("Retry-After"))

	strange := gateway(t, func(context.Context, string) (string, error) { return "", refusal(codes.Unauthenticated) }, nil)
	answer = get(t, strange, "/"+someID)
	refused(t, answer, http.StatusUnauthorized, "credentials_required")
	assert.Equal(t, "Bearer", answer.Header().Get("WWW-Authenticate"))
}

func TestServicesThatDoNotAnswerAreNamed(t *testing.T) {
	t.Parallel()
	silent := gateway(t, func(ctx context.Context, _ string) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	}, func(o *transcode.Options) { o.Timeout = 50 * time.Millisecond })
	refused(t, get(t, silent, "/"+someID), http.StatusGatewayTimeout, "upstream_timeout")

	long := gateway(t, func(context.Context, string) (string, error) { return strings.Repeat("x", 2<<10), nil }, nil)
	refused(t, get(t, long, "/"+someID), http.StatusBadGateway, "upstream_unavailable")

	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	refused(t, get(t, front(t, gone.URL, nil), "/"+someID), http.StatusBadGateway, "upstream_unavailable")
}

func TestWhoIsSlowToSendKeepsNoPlace(t *testing.T) {
	t.Parallel()
	upstream, err := transcode.New(transcode.Options{
		Name: "parcels", URL: serve(t, func(_ context.Context, text string) (string, error) { return text, nil }),
		Agent: "test", MaxMessage: 1 << 10, Timeout: time.Second, Concurrency: 1,
	})
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, upstream.Close()) })
	begun := make(chan struct{}, 1)
	handler := transcode.Handle(upstream, func(r *http.Request) (*wrapperspb.StringValue, error) {
		begun <- struct{}{}
		text, err := io.ReadAll(r.Body)
		return wrapperspb.String(string(text)), err
	}, func(ctx context.Context, in *wrapperspb.StringValue, options ...grpc.CallOption) (*wrapperspb.StringValue, error) {
		out := new(wrapperspb.StringValue)
		return out, upstream.Connection().Invoke(ctx, "/parcels.parcel.v1.ParcelService/GetParcel", in, out, options...)
	}, func(w http.ResponseWriter, _ *http.Request, out *wrapperspb.StringValue) error {
		return httpx.WriteJSON(w, http.StatusOK, out.GetValue())
	})
	send := func(body io.Reader) *httptest.ResponseRecorder {
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/parcels", body))
		return answer
	}
	slow, body := io.Pipe()
	var sending sync.WaitGroup
	sending.Go(func() { assert.Equal(t, http.StatusOK, send(slow).Code) })
	<-begun
	assert.Equal(t, http.StatusOK, send(strings.NewReader("fast")).Code)
	require.NoError(t, body.Close())
	sending.Wait()
}

func TestWhatCannotBeReadReachesNobody(t *testing.T) {
	t.Parallel()
	behind := gateway(t, func(context.Context, string) (string, error) {
		assert.Fail(t, "it is reached")
		return "", nil
	}, nil)
	refused(t, get(t, behind, "/1"), http.StatusBadRequest, "invalid_parameter")
	refused(t, get(t, behind, "/"+someID+"?x=1"), http.StatusBadRequest, "invalid_query")
	refused(t, get(t, behind, "/"+someID+"%2F.."), http.StatusNotFound, "route_not_found")
}

func TestUpstreamsWantAURL(t *testing.T) {
	t.Parallel()
	_, err := transcode.New(transcode.Options{Name: "parcels", URL: "parcels:9090", Concurrency: 1})
	assert.ErrorContains(t, err, "write one like http://parcels:9090")
}

// box is an answer that holds an item.
type box struct{ item *emptypb.Empty }

func (b box) GetItem() *emptypb.Empty { return b.item }

func TestAnswersAreTheirItems(t *testing.T) {
	t.Parallel()
	answering := func(b box) func(context.Context, int, ...grpc.CallOption) (box, error) {
		return func(context.Context, int, ...grpc.CallOption) (box, error) { return b, nil }
	}
	item, err := transcode.Item(answering(box{item: &emptypb.Empty{}}))(t.Context(), 1)
	require.NoError(t, err)
	assert.NotNil(t, item)
	_, err = transcode.Item(answering(box{}))(t.Context(), 1)
	assert.Error(t, err)
}

func TestPagesAreThoseOfTheQuery(t *testing.T) {
	t.Parallel()
	cursor := paging.Cursor{Sort: paging.ByID}.String()
	for query, expected := range map[string]transcode.Page{
		"":                          {Size: paging.DefaultLimit},
		"limit=7&sort=id":           {Size: 7, Order: "id"},
		"sort=-id&cursor=" + cursor: {Size: paging.DefaultLimit, Order: "-id", Token: cursor},
	} {
		q := httpx.NewQuery(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?"+query, nil))
		assert.Equal(t, expected, transcode.ReadPage(q), query)
		assert.NoError(t, q.Err(), query)
	}
	for _, query := range []string{"sort=", "cursor=", "limit=0", "limit="} {
		q := httpx.NewQuery(httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/?"+query, nil))
		transcode.ReadPage(q)
		assert.Error(t, q.Err(), "the service would not see it: %s", query)
	}

	w := httptest.NewRecorder()
	require.NoError(t, transcode.WriteList(w, []int{1, 2}, cursor, func(n int) string { return strings.Repeat("x", n) }))
	assert.JSONEq(t, `{"items": ["x", "xx"], "next_cursor": "`+cursor+`"}`, w.Body.String())
	w = httptest.NewRecorder()
	require.NoError(t, transcode.WriteList(w, nil, "", func(n int) int { return n }))
	assert.JSONEq(t, `{"items": [], "next_cursor": null}`, w.Body.String())
}

func TestVersionsAreThoseOfIfMatch(t *testing.T) {
	t.Parallel()
	request := func(tag string) *http.Request {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/", nil)
		r.SetPathValue("id", someID)
		r.Header.Set("If-Match", tag)
		return r
	}
	id, seen, err := transcode.ReadVersion(request(`"3"`), true)
	require.NoError(t, err)
	assert.Equal(t, someID, id)
	assert.EqualValues(t, 3, *seen)
	_, seen, err = transcode.ReadVersion(request("*"), true)
	require.NoError(t, err)
	assert.Nil(t, seen)
	_, _, err = transcode.ReadVersion(request(""), true)
	assert.Equal(t, fault.Malformed, fault.KindOf(err))
	unconditional := request("")
	unconditional.Header.Del("If-Match")
	_, _, err = transcode.ReadVersion(unconditional, true)
	assert.Equal(t, fault.Unversioned, fault.KindOf(err))
	_, seen, err = transcode.ReadVersion(unconditional, false)
	require.NoError(t, err)
	assert.Nil(t, seen)
}

type size int32

var sizes = transcode.NewEnum(map[size]string{1: "small", 2: "large"})

func TestBodiesAreReadThenHeldToTheirRules(t *testing.T) {
	t.Parallel()
	read := func(body string) (*size, error) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		return transcode.ReadInput(r, func(b *jsonbody.Object, c *validate.Check) *size {
			jsonbody.Member(b, "day", transcode.Checked(parse.Date))
			return sizes.Read(c, "size", b.Text("size"), "required,oneof=small large")
		})
	}
	found, err := read(`{"size": "large", "day": "2026-01-31"}`)
	require.NoError(t, err)
	assert.EqualValues(t, 2, *found)
	found, err = read(`{"size": null}`)
	require.NoError(t, err)
	assert.Nil(t, found)
	for body, expected := range map[string]string{
		`{"size": "huge"}`:               "/size must be one of small, large",
		`{"size": ""}`:                   "/size is required",
		`{"size": "huge", "day": "1"}`:   "/day must be a date like 2026-01-31",
		`{"size": "huge", "unknown": 1}`: "/unknown is not a property of this resource",
		`[]`:                             "The body must be a JSON object.",
	} {
		_, err := read(body)
		assert.ErrorContains(t, err, expected, body)
	}
}

func TestValuesComeBackAsTheyAre(t *testing.T) {
	t.Parallel()
	moment := time.Date(2026, 1, 31, 13, 45, 0, 123456000, time.UTC)
	assert.Equal(t, &moment, transcode.Time(transcode.Timestamp(&moment)))
	assert.Nil(t, transcode.Time(nil))
	assert.Nil(t, transcode.Timestamp(nil))
	assert.Equal(t, []int{}, transcode.List[int](nil))
	assert.Equal(t, []int{1}, transcode.List([]int{1}))

	number, err := sizes.Parse("small")
	require.NoError(t, err)
	assert.Equal(t, "small", sizes.Text(number))
	assert.Equal(t, "7", sizes.Text(7), "what is newer than the gateway is told as it came")
	assert.Nil(t, sizes.OptionalText(nil))
	assert.Nil(t, sizes.OptionalText(new(size(0))))
	_, err = sizes.Parse("huge")
	assert.EqualError(t, err, "must be one of [small large]")
}
