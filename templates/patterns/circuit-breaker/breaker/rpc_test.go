package breaker_test

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/grpcclient"
)

// faultyRPC is a service that answers every call over gRPC as it is told, and counts.
type faultyRPC struct {
	answer  atomic.Pointer[func(context.Context) error]
	reached atomic.Int32
}

func (f *faultyRPC) will(answer func(context.Context) error) { f.answer.Store(&answer) }

func (f *faultyRPC) serve(_ any, stream grpc.ServerStream) error {
	f.reached.Add(1)
	if err := stream.RecvMsg(&emptypb.Empty{}); err != nil {
		return err
	}
	if err := (*f.answer.Load())(stream.Context()); err != nil {
		return err
	}
	return stream.SendMsg(&emptypb.Empty{})
}

func code(code codes.Code) func(context.Context) error {
	return func(context.Context) error { return grpcstatus.Error(code, "so it is") }
}

// protectedRPC is a client of a faulty service, behind a circuit.
func protectedRPC(t *testing.T) (*faultyRPC, *grpcclient.Client, *breaker.Circuit) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	service := &faultyRPC{}
	service.will(code(codes.OK))
	server := grpc.NewServer(grpc.UnknownServiceHandler(service.serve))
	var serving sync.WaitGroup
	serving.Go(func() { assert.NoError(t, server.Serve(listener)) })
	client, err := grpcclient.New(grpcclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: time.Second, Attempts: 1, Concurrency: 8},
		URL:     "http://" + listener.Addr().String(), MaxMessage: 1 << 10,
	})
	require.NoError(t, err)
	t.Cleanup(func() {
		assert.NoError(t, client.Close())
		server.Stop()
		serving.Wait()
	})
	return service, client, breaker.Protect([]*calling.Caller{client.Caller()}, options())[0]
}

func callRPC(ctx context.Context, client *grpcclient.Client) error {
	kind := grpcclient.Kind{What: "parcel", Repeatable: true}
	return client.Connection().Invoke(ctx, "/parcels.parcel.v1.ParcelService/GetParcel", &emptypb.Empty{}, &emptypb.Empty{}, kind)
}

func TestAServiceThatFailsOverGRPCIsNotCalledUntilItMayBeWell(t *testing.T) {
	t.Parallel()
	for name, answer := range map[string]func(context.Context) error{
		"fails": code(codes.Internal), "is away": code(codes.Unavailable),
		"hangs": func(ctx context.Context) error {
			<-ctx.Done()
			return ctx.Err()
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			service, client, circuit := protectedRPC(t)
			for range 2 {
				require.NoError(t, callRPC(t.Context(), client))
			}
			service.will(answer)
			for range 2 {
				require.Error(t, callRPC(t.Context(), client))
			}
			require.Equal(t, breaker.Open, circuit.State())

			reached := service.reached.Load()
			err := callRPC(t.Context(), client)
			assert.Equal(t, fault.Unavailable, fault.KindOf(err))
			assert.Equal(t, reached, service.reached.Load(), "nothing was sent")

			service.will(code(codes.OK))
			assert.Eventually(t, func() bool { return callRPC(t.Context(), client) == nil }, 10*pause, pause/10)
			assert.Equal(t, breaker.Closed, circuit.State())
		})
	}
}

func TestRefusalsOverGRPCOpenNothing(t *testing.T) {
	t.Parallel()
	for _, refusal := range []codes.Code{codes.NotFound, codes.InvalidArgument, codes.ResourceExhausted, codes.Unauthenticated} {
		service, client, circuit := protectedRPC(t)
		service.will(code(refusal))
		for range 8 {
			require.Error(t, callRPC(t.Context(), client))
		}
		assert.Equal(t, breaker.Closed, circuit.State(), refusal)
		assert.EqualValues(t, 8, service.reached.Load(), refusal)
	}
}
