package rpclimit_test

import (
	"context"
	"errors"
	"log/slog"
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
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/rate-limit/rpclimit"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// echo answers each message with one.
func echo(_ any, stream grpc.ServerStream) error {
	for stream.RecvMsg(&emptypb.Empty{}) == nil {
		if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
			return err
		}
	}
	return nil
}

// parcels has methods that answer each message with one.
var parcels = rpc.Registration{Resource: "parcels", Desc: &grpc.ServiceDesc{
	ServiceName: "parcels.v1.ParcelService", HandlerType: (*any)(nil),
	Streams: []grpc.StreamDesc{
		{StreamName: "Get", ServerStreams: true, ClientStreams: true, Handler: echo},
		{StreamName: "Look", ServerStreams: true, ClientStreams: true, Handler: echo},
		{StreamName: "Free", ServerStreams: true, ClientStreams: true, Handler: echo},
	},
}}

func rateOf(method rpc.Method) (rate ratelimit.Rate, free bool) {
	return ratelimit.Rate{PerSecond: 0.001, Burst: 2}, method.Name == "Free"
}

// start serves parcels to callers that name themselves in the metadata.
func start(t *testing.T, limiter ratelimit.Limiter, lines ...string) *grpc.ClientConn {
	t.Helper()
	services := []rpc.Registration{parcels}
	limit, err := rpclimit.Interceptor(services, limiter, rateOf, lines)
	require.NoError(t, err)
	identify := rpc.Interceptor{Order: rpc.OrderRequest, Around: func(ctx context.Context, _ rpc.Call, next func(context.Context) error) error {
		metadata, _ := grpcmetadata.FromIncomingContext(ctx)
		return next(requestinfo.With(ctx, &requestinfo.Info{ID: "one", Caller: metadata.Get("caller")[0]}))
	}}
	server, err := rpcserver.Listen(t.Context(), rpcserver.Options{
		Address: "127.0.0.1:0", Domain: "test", Services: services, Interceptors: []rpc.Interceptor{limit, identify}, Log: slog.New(slog.DiscardHandler),
		MaxMessage: 1 << 20, MaxStreams: 100, ConnectionAge: time.Hour, Keepalive: time.Hour,
	})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- server.Runner().Run() }()
	t.Cleanup(func() {
		assert.NoError(t, server.Hook().Stop(context.Background()))
		assert.NoError(t, <-done)
	})
	return rpctest.Dial(t, server.Address())
}

// call sends so many messages and returns what the call ends with.
func call(t *testing.T, conn *grpc.ClientConn, caller, method string, messages int) error {
	t.Helper()
	ctx := grpcmetadata.AppendToOutgoingContext(t.Context(), "caller", caller)
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/parcels.v1.ParcelService/"+method)
	require.NoError(t, err)
	for range messages {
		// What the call has ended with is received.
		_ = stream.SendMsg(&emptypb.Empty{})
		if err := stream.RecvMsg(&emptypb.Empty{}); err != nil {
			return err
		}
	}
	return stream.CloseSend()
}

func TestEachCallerHasABucketAMethod(t *testing.T) {
	t.Parallel()
	conn := start(t, ratelimit.NewMemory())
	require.NoError(t, call(t, conn, "ann", "Get", 1))
	require.NoError(t, call(t, conn, "ann", "Get", 100), "a stream is one call")
	err := call(t, conn, "ann", "Get", 1)
	rpctest.Refused(t, err, codes.ResourceExhausted, "rate_limited")
	var wait time.Duration
	for _, detail := range grpcstatus.Convert(err).Details() {
		if retry, ok := detail.(*errdetails.RetryInfo); ok {
			wait = retry.GetRetryDelay().AsDuration()
		}
	}
	assert.InDelta(t, 1000, wait.Seconds(), 60, "it says when to come back")

	require.NoError(t, call(t, conn, "ann", "Look", 1), "another method")
	require.NoError(t, call(t, conn, "bob", "Get", 1), "another caller")
	for range 10 {
		require.NoError(t, call(t, conn, "ann", "Free", 1))
	}
}

func TestAMethodMayHaveARateOfItsOwn(t *testing.T) {
	t.Parallel()
	conn := start(t, ratelimit.NewMemory(), "/parcels.v1.ParcelService/Get=0.001:1", "/parcels.v1.ParcelService/Free=0.001:3")
	for method, times := range map[string]int{"Get": 1, "Look": 2, "Free": 3} {
		for range times {
			require.NoError(t, call(t, conn, "ann", method, 1), method)
		}
		rpctest.Refused(t, call(t, conn, "ann", method, 1), codes.ResourceExhausted, "rate_limited")
	}
	require.NoError(t, call(t, conn, "bob", "Get", 1), "another caller")
}

func TestARateOfNoMethodIsRefused(t *testing.T) {
	t.Parallel()
	services := []rpc.Registration{parcels}
	_, err := rpclimit.Interceptor(services, broken{}, rateOf, []string{"/parcels.v1.ParcelService/Put=1:1"})
	require.ErrorContains(t, err, `RATE_LIMIT_METHODS names "/parcels.v1.ParcelService/Put", which the service does not have: use one of /parcels.v1.ParcelService/Free`)
	_, err = rpclimit.Interceptor(services, broken{}, rateOf, []string{"/parcels.v1.ParcelService/Get=many"})
	require.ErrorContains(t, err, "RATE_LIMIT_METHODS")
}

// broken cannot tell.
type broken struct{}

func (broken) Take(context.Context, string, ratelimit.Rate) (ratelimit.Decision, error) {
	return ratelimit.Decision{}, errors.New("broken")
}

func TestALimiterThatCannotTellFailsTheCall(t *testing.T) {
	t.Parallel()
	rpctest.Refused(t, call(t, start(t, broken{}), "ann", "Get", 1), codes.Internal, "internal_error")
}

func TestARateOfNothingIsRefused(t *testing.T) {
	t.Parallel()
	_, err := rpclimit.Interceptor([]rpc.Registration{parcels}, broken{}, func(rpc.Method) (ratelimit.Rate, bool) { return ratelimit.Rate{}, false }, nil)
	require.ErrorContains(t, err, "RATE_LIMIT_PER_SECOND")
}
