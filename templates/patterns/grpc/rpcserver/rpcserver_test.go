package rpcserver_test

import (
	"cmp"
	"context"
	"errors"
	"io"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/shutdown/lifecycle"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// pipe is a service with one stream that is open both ways, as serve serves it.
func pipe(serve func(grpc.ServerStream) error) rpc.Registration {
	return rpc.Registration{Desc: &grpc.ServiceDesc{
		ServiceName: "test.Pipe", HandlerType: (*any)(nil),
		Streams: []grpc.StreamDesc{{
			StreamName: "Open", ServerStreams: true, ClientStreams: true,
			Handler: func(_ any, stream grpc.ServerStream) error { return serve(stream) },
		}},
	}}
}

func open(t *testing.T, conn *grpc.ClientConn, method string) grpc.ClientStream {
	t.Helper()
	stream, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/test.Pipe/"+method)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
	require.NoError(t, stream.RecvMsg(&emptypb.Empty{}))
	return stream
}

// echo answers each message with one.
func echo(stream grpc.ServerStream) error {
	for {
		err := stream.RecvMsg(&emptypb.Empty{})
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
			return err
		}
	}
}

// run serves until the test ends, or stop is called before.
func run(t *testing.T, options rpcserver.Options) (server *rpcserver.Server, ended <-chan error) {
	t.Helper()
	options.Address, options.Log, options.MaxMessage = "127.0.0.1:0", slog.New(slog.DiscardHandler), maxMessage
	options.ConnectionAge, options.Keepalive, options.Domain = time.Hour, time.Hour, "test"
	options.MaxStreams = cmp.Or(options.MaxStreams, 100)
	server, err := rpcserver.Listen(t.Context(), options)
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- server.Runner().Run() }()
	return server, done
}

func stop(server *rpcserver.Server, budget time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), budget)
	defer cancel()
	return server.Hook().Stop(ctx)
}

func TestStreamsThatWaitForTheirClientEndWhenTheServerStops(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(echo)}})
	stream := open(t, rpctest.Dial(t, server.Address()), "Open")
	require.NoError(t, stop(server, time.Minute))
	assert.Equal(t, codes.Unavailable, grpcstatus.Code(stream.RecvMsg(&emptypb.Empty{})))
	assert.NoError(t, <-ended)
}

func TestStreamsThatAreBusyAreServedToTheirEnd(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(echo)}})
	stream := open(t, rpctest.Dial(t, server.Address()), "Open")
	stopped := make(chan error, 1)
	go func() { stopped <- stop(server, time.Minute) }()
	for range 50 {
		require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
		require.NoError(t, stream.RecvMsg(&emptypb.Empty{}))
	}
	require.NoError(t, stream.CloseSend())
	require.NoError(t, <-stopped)
	assert.NoError(t, <-ended)
}

func TestStreamsThatNeverFallSilentEndBeforeTheBudgetDoes(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(echo)}})
	stream := open(t, rpctest.Dial(t, server.Address()), "Open")
	stopped := make(chan error, 1)
	go func() { stopped <- stop(server, 6*time.Second) }()
	var err error
	for err == nil {
		// What a stream has ended with is received.
		_ = stream.SendMsg(&emptypb.Empty{})
		err = stream.RecvMsg(&emptypb.Empty{})
	}
	rpctest.Told(t, err, codes.Unavailable, "stopping")
	require.NoError(t, <-stopped, "nothing was cut off")
	assert.NoError(t, <-ended)
}

// Whoever watches would listen for as long as the server lives.
func TestStreamsToTheirClientEndBeforeTheBudgetDoes(t *testing.T) {
	t.Parallel()
	const half = 3 * time.Second
	for name, limits := range map[string]struct{ least, most time.Duration }{
		"Open": {half - time.Second, 2 * half}, "WatchPipes": {0, half / 2},
	} {
		service := pipe(func(stream grpc.ServerStream) error {
			if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
				return err
			}
			<-stream.Context().Done()
			return stream.Context().Err()
		})
		service.Desc.Streams[0].StreamName, service.Desc.Streams[0].ClientStreams = name, false
		server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{service}})
		stream := open(t, rpctest.Dial(t, server.Address()), name)
		begun := time.Now()
		require.NoError(t, stop(server, 2*half), "nothing was cut off")
		assert.GreaterOrEqual(t, time.Since(begun), limits.least, name)
		assert.Less(t, time.Since(begun), limits.most, name)
		rpctest.Told(t, stream.RecvMsg(&emptypb.Empty{}), codes.Unavailable, "stopping")
		assert.NoError(t, <-ended)
	}
}

func TestWhatIsLeftAtTheEndOfTheBudgetIsCutOff(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(func(stream grpc.ServerStream) error {
		if err := stream.SendMsg(&emptypb.Empty{}); err != nil {
			return err
		}
		<-stream.Context().Done()
		return stream.Context().Err()
	})}})
	open(t, rpctest.Dial(t, server.Address()), "Open")
	assert.ErrorIs(t, stop(server, 10*time.Millisecond), context.DeadlineExceeded)
	assert.NoError(t, <-ended)
}

func TestAPortInUseEndsTheStart(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{})
	_, err := rpcserver.Listen(t.Context(), rpcserver.Options{Address: server.Address(), Log: slog.New(slog.DiscardHandler)})
	assert.ErrorContains(t, err, "listen for grpc")
	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, <-ended)
}

func TestAServerThatNeverServedStops(t *testing.T) {
	t.Parallel()
	options := rpcserver.Options{Address: "127.0.0.1:0", Log: slog.New(slog.DiscardHandler)}
	server, err := rpcserver.Listen(t.Context(), options)
	require.NoError(t, err)
	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, server.Runner().Run())

	options.Address = server.Address()
	again, err := rpcserver.Listen(t.Context(), options)
	require.NoError(t, err, "the port is free")
	require.NoError(t, stop(again, time.Minute))
}

func TestReflectionIsASetting(t *testing.T) {
	t.Parallel()
	for reflection, code := range map[bool]codes.Code{true: codes.OK, false: codes.Unimplemented} {
		server, ended := run(t, rpcserver.Options{Reflection: reflection})
		stream, err := grpc_reflection_v1.NewServerReflectionClient(rpctest.Dial(t, server.Address())).ServerReflectionInfo(t.Context())
		require.NoError(t, err)
		// What a stream has ended with is received.
		_ = stream.Send(&grpc_reflection_v1.ServerReflectionRequest{
			MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{},
		})
		_, err = stream.Recv()
		assert.Equal(t, code, grpcstatus.Code(err))
		require.NoError(t, stream.CloseSend())
		require.NoError(t, stop(server, time.Minute))
		assert.NoError(t, <-ended)
	}
}

func TestHealthFollowsTheChecks(t *testing.T) {
	t.Parallel()
	var away atomic.Bool
	probes := health.New([]health.Check{{Name: "database", Hard: true, Run: func(context.Context) error {
		if away.Load() {
			return errors.New("away")
		}
		return nil
	}}}, health.Options{Timeout: time.Second})
	serving := rpcserver.NewHealth(probes, 0)
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{serving.Registration()}})
	updated := make(chan error, 1)
	go func() { updated <- serving.Runner().Run() }()

	client := grpc_health_v1.NewHealthClient(rpctest.Dial(t, server.Address()))
	changes, err := client.Watch(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	await := func(wanted grpc_health_v1.HealthCheckResponse_ServingStatus) {
		for {
			change, err := changes.Recv()
			require.NoError(t, err)
			if change.GetStatus() == wanted {
				return
			}
		}
	}
	await(grpc_health_v1.HealthCheckResponse_SERVING)
	away.Store(true)
	await(grpc_health_v1.HealthCheckResponse_NOT_SERVING)
	away.Store(false)
	await(grpc_health_v1.HealthCheckResponse_SERVING)

	drain := serving.Hook()
	assert.Equal(t, lifecycle.Readiness, drain.Phase)
	require.NoError(t, drain.Stop(t.Context()))
	answer, err := client.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	assert.Equal(t, grpc_health_v1.HealthCheckResponse_NOT_SERVING, answer.GetStatus())
	require.NoError(t, <-updated)
	require.NoError(t, stop(server, 6*time.Second), "who watches is sent away")
	assert.NoError(t, <-ended)
}
