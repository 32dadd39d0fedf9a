package replica_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/read-replicas/replica"
)

// numbered serves methods that read and write numbers, as serve does.
func numbered(t *testing.T, set *replica.Set, serve func(ctx context.Context, method string) error) *grpc.ClientConn {
	t.Helper()
	handler := func(_ any, stream grpc.ServerStream) error {
		method, _ := grpc.MethodFromServerStream(stream)
		return serve(stream.Context(), rpc.ParseMethod(method).Name)
	}
	var streams []grpc.StreamDesc
	for _, name := range []string{"CreateNumber", "GetNumber"} {
		streams = append(streams, grpc.StreamDesc{StreamName: name, ServerStreams: true, Handler: handler})
	}
	identify := rpc.Interceptor{Order: rpc.OrderRequest, Around: func(ctx context.Context, _ rpc.Call, next func(context.Context) error) error {
		return next(requestinfo.With(ctx, &requestinfo.Info{ID: "one"}))
	}}
	server, err := rpcserver.Listen(t.Context(), rpcserver.Options{
		Address: "127.0.0.1:0", Domain: "test", Log: slog.New(slog.DiscardHandler), Interceptors: []rpc.Interceptor{set.Interceptor(), identify},
		Services:   []rpc.Registration{{Desc: &grpc.ServiceDesc{ServiceName: "numbers.v1.NumberService", HandlerType: (*any)(nil), Streams: streams}}},
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

// callNumber calls a method, and returns the places in its trailing metadata and
// what it ended with. No place is sent where none is given.
func callNumber(t *testing.T, conn *grpc.ClientConn, method string, places ...string) ([]string, error) {
	t.Helper()
	ctx := grpcmetadata.NewOutgoingContext(t.Context(), grpcmetadata.MD{"read-after": places})
	stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/numbers.v1.NumberService/"+method)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
	require.NoError(t, stream.CloseSend())
	err = stream.RecvMsg(&emptypb.Empty{})
	return stream.Trailer().Get("read-after"), err
}

func TestCallsThatWriteSayWhereTheyAre(t *testing.T) {
	t.Parallel()
	set := watched(t)
	var failure error
	var from string
	on := replica.NewRepositories(set, "primary", func(*pgdb.DB) string { return "copy" })
	conn := numbered(t, set, func(ctx context.Context, _ string) error {
		var err error
		from, err = replica.Read(ctx, on, func(from string) (string, error) { return from, nil })
		return errors.Join(failure, err)
	})
	places, err := callNumber(t, conn, "CreateNumber")
	require.ErrorIs(t, err, io.EOF)
	require.Len(t, places, 1)
	place, err := replica.ParsePosition(places[0])
	require.NoError(t, err)
	assert.Positive(t, place)
	assert.Equal(t, "primary", from)

	none, err := callNumber(t, conn, "GetNumber", places...)
	require.ErrorIs(t, err, io.EOF)
	assert.Empty(t, none)
	assert.Equal(t, "copy", from)
	for _, wrong := range [][]string{{"yesterday"}, {""}, {places[0], places[0]}} {
		_, err = callNumber(t, conn, "GetNumber", wrong...)
		assert.Equal(t, []string{"read-after"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
	}

	failure = errors.New("broken")
	none, err = callNumber(t, conn, "CreateNumber")
	rpctest.Refused(t, err, codes.Internal, "internal_error")
	assert.Empty(t, none, "nothing was written")
}
