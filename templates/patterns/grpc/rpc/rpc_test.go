package rpc_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/pagination/paging"
)

// answer is what a call that fails with err is answered.
func answer(ctx context.Context, t *testing.T, err error) *grpcstatus.Status {
	t.Helper()
	intercept := rpc.Unary([]rpc.Interceptor{rpc.Statuses("parcels")})
	_, answered := intercept(ctx, nil, &grpc.UnaryServerInfo{FullMethod: "/a.B/C"}, func(context.Context, any) (any, error) { return nil, err })
	return grpcstatus.Convert(answered)
}

func TestEveryKindOfFaultHasACode(t *testing.T) {
	t.Parallel()
	for kind, code := range map[fault.Kind]codes.Code{
		fault.Malformed: codes.InvalidArgument, fault.Invalid: codes.InvalidArgument, fault.NotFound: codes.NotFound,
		fault.Conflict: codes.FailedPrecondition, fault.Stale: codes.Aborted, fault.Unversioned: codes.InvalidArgument, fault.TooLarge: codes.ResourceExhausted,
		fault.Unsupported: codes.InvalidArgument, fault.Unavailable: codes.Unavailable, fault.Unauthenticated: codes.Unauthenticated,
		fault.Forbidden: codes.PermissionDenied, fault.Exhausted: codes.ResourceExhausted, fault.Internal: codes.Internal,
	} {
		assert.Equal(t, code, answer(t.Context(), t, fmt.Errorf("get: %w", fault.New(kind, "reason", "Detail."))).Code(), kind)
	}
	assert.Equal(t, codes.AlreadyExists, answer(t.Context(), t, fault.New(fault.Conflict, "already_exists", "")).Code())
	assert.Equal(t, codes.OutOfRange, answer(t.Context(), t, fault.New(fault.Stale, "position_gone", "")).Code())
	assert.Equal(t, codes.DeadlineExceeded, answer(t.Context(), t, fmt.Errorf("get: %w", context.DeadlineExceeded)).Code())
	assert.Equal(t, codes.Canceled, answer(t.Context(), t, fmt.Errorf("get: %w", context.Canceled)).Code())
	assert.Equal(t, codes.OK, answer(t.Context(), t, nil).Code())
}

func TestWhatIsNoFaultStaysInside(t *testing.T) {
	t.Parallel()
	info := &requestinfo.Info{ID: "one"}
	secret := errors.New("password hunter2")
	told := answer(requestinfo.With(t.Context(), info), t, secret)
	assert.Equal(t, codes.Internal, told.Code())
	assert.NotContains(t, told.String(), "hunter2")
	assert.Equal(t, secret, info.Err, "the log has it")
	// What another service answered is no answer to our caller.
	assert.Equal(t, codes.Internal, answer(t.Context(), t, fmt.Errorf("call: %w", grpcstatus.Error(codes.NotFound, "theirs"))).Code())
}

func TestDetailsNameReasonFieldsRequestAndRetry(t *testing.T) {
	t.Parallel()
	ctx := requestinfo.With(t.Context(), &requestinfo.Info{ID: "one"})
	told := answer(ctx, t, &fault.Error{
		Kind: fault.Unavailable, Code: "too_busy", Detail: "Come back.", RetryAfter: time.Second,
		Fields: []fault.Field{{Pointer: "/tags/3/name", Code: "max", Message: "is long"}, {Parameter: "page_size", Code: "range"}},
	})
	assert.Equal(t, "Come back.", told.Message())
	require.Len(t, told.Details(), 4)
	assert.Equal(t, "TOO_BUSY parcels", told.Details()[0].(*errdetails.ErrorInfo).GetReason()+" "+told.Details()[0].(*errdetails.ErrorInfo).GetDomain())
	violations := told.Details()[1].(*errdetails.BadRequest).GetFieldViolations()
	assert.Equal(t, "input.tags[3].name", violations[0].GetField())
	assert.Equal(t, "page_size", violations[1].GetField())
	assert.Equal(t, "one", told.Details()[2].(*errdetails.RequestInfo).GetRequestId())
	assert.Equal(t, time.Second, told.Details()[3].(*errdetails.RetryInfo).GetRetryDelay().AsDuration())
}

func TestInterceptorsStandInTheirOrder(t *testing.T) {
	t.Parallel()
	var passed []rpc.Order
	note := func(order rpc.Order) rpc.Interceptor {
		return rpc.Interceptor{Order: order, Around: func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
			passed = append(passed, order)
			assert.Equal(t, rpc.Call{Method: "/a.B/C"}, call)
			return next(ctx)
		}}
	}
	intercept := rpc.Unary([]rpc.Interceptor{note(rpc.OrderTimeout), note(rpc.OrderRequest), note(rpc.OrderAuth)})
	answered, err := intercept(t.Context(), "question", &grpc.UnaryServerInfo{FullMethod: "/a.B/C"}, func(_ context.Context, request any) (any, error) {
		return request, nil
	})
	require.NoError(t, err)
	assert.Equal(t, "question", answered)
	assert.Equal(t, []rpc.Order{rpc.OrderRequest, rpc.OrderAuth, rpc.OrderTimeout}, passed)
}

func TestMethodsAreFoundByTheirFullNames(t *testing.T) {
	t.Parallel()
	methods := rpc.NewMethods([]rpc.Registration{
		{Resource: "parcels", Desc: &grpc.ServiceDesc{
			ServiceName: "parcels.v1.ParcelService", Methods: []grpc.MethodDesc{{MethodName: "Get"}}, Streams: []grpc.StreamDesc{{StreamName: "Export"}},
		}},
		{Desc: &grpc.ServiceDesc{ServiceName: "grpc.health.v1.Health", Methods: []grpc.MethodDesc{{MethodName: "Check"}}}},
	})
	assert.Len(t, methods, 3)
	for name, expected := range map[string]rpc.Method{
		"/parcels.v1.ParcelService/Get":    {Service: "parcels.v1.ParcelService", Name: "Get", Resource: "parcels"},
		"/parcels.v1.ParcelService/Export": {Service: "parcels.v1.ParcelService", Name: "Export", Resource: "parcels"},
		"/parcels.v1.ParcelService/Other":  {Service: "parcels.v1.ParcelService", Name: "Other"},
		"/grpc.health.v1.Health/Check":     {Service: "grpc.health.v1.Health", Name: "Check"},
		"no name":                          {Service: "no name"},
	} {
		assert.Equal(t, expected, methods.Find(name), name)
	}
}

func TestMethodsReadOrWriteByTheirNames(t *testing.T) {
	t.Parallel()
	for name, reads := range map[string]bool{
		"GetParcel": true, "ListParcels": true, "ExportParcels": true, "LookUpParcels": true, "WatchParcels": true,
		"CreateParcel": false, "UpdateParcel": false, "DeleteParcel": false, "ImportParcels": false, "ForgetParcel": false, "": false,
	} {
		assert.Equal(t, reads, rpc.Method{Name: name}.Reads(), name)
	}
}

// request asks for a page.
type request struct {
	size         int32
	token, order string
}

func (r request) GetPageSize() int32   { return r.size }
func (r request) GetPageToken() string { return r.token }
func (r request) GetOrderBy() string   { return r.order }

type item struct {
	id uuid.UUID
	at time.Time
}

var sorts = paging.NewSorts(func(v item) uuid.UUID { return v.id }, func(v item) time.Time { return v.at })

func TestPagesAreReadFromRequests(t *testing.T) {
	t.Parallel()
	r := new(rpcvalue.Reader)
	assert.Equal(t, paging.Request{Limit: paging.DefaultLimit, Sort: paging.ByCreatedAtDesc}, rpc.ReadPage(r, request{}, sorts))
	cursor := new(sorts.Cursor(paging.ByCreatedAt, item{id: uuid.New(), at: time.Unix(1, 0)}))
	assert.Equal(t, paging.Request{Limit: 7, Sort: paging.ByCreatedAt, After: cursor}, rpc.ReadPage(r, request{size: 7, token: rpc.Token(cursor)}, sorts))
	assert.Empty(t, rpc.Token(nil))
	require.NoError(t, r.Err())
	for _, wrong := range []request{{size: -1}, {size: 101}, {token: "x"}, {order: "name"}} {
		r := new(rpcvalue.Reader)
		rpc.ReadPage(r, wrong, sorts)
		assert.Error(t, r.Err(), wrong)
	}
}

func TestEachItemGoesThroughAllPages(t *testing.T) {
	t.Parallel()
	pages := map[bool]paging.Page[int]{
		true:  {Items: []int{1, 2}, Next: &paging.Cursor{}},
		false: {Items: []int{3}},
	}
	var sent []int
	err := rpc.EachItem(paging.Request{}, func(request paging.Request) (paging.Page[int], error) {
		return pages[request.After == nil], nil
	}, func(item int) error {
		sent = append(sent, item)
		return nil
	})
	require.NoError(t, err)
	assert.Equal(t, []int{1, 2, 3}, sent)
}

// numbers receives the numbers below n, then io.EOF.
func numbers(n int) func() (int, error) {
	next := -1
	return func() (int, error) {
		if next++; next == n {
			return 0, io.EOF
		}
		return next, nil
	}
}

func TestImportsGoOnAfterWhatTheCallerGotWrong(t *testing.T) {
	t.Parallel()
	outcome, err := rpc.Import(numbers(300), func(n int) error {
		if n%2 == 1 {
			return &fault.Error{Kind: fault.Invalid, Code: "odd", Detail: "Odd.", Fields: []fault.Field{{Pointer: "/n", Message: "is odd"}}}
		}
		return nil
	})
	require.NoError(t, err)
	assert.EqualValues(t, 150, outcome.Created)
	assert.EqualValues(t, 150, outcome.Refused)
	require.Len(t, outcome.Refusals, 100)
	assert.Equal(t, rpc.Refusal{Index: 3, Code: "odd", Detail: "Odd. input.n is odd."}, outcome.Refusals[1])

	for _, failure := range []error{errors.New("defect"), fault.Busy("away", "Away.", nil)} {
		_, err := rpc.Import(numbers(3), func(int) error { return failure })
		assert.Equal(t, failure, err)
	}
}
