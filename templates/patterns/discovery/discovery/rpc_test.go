package discovery_test

import (
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/discovery/discovery"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/grpcclient"
)

// startRPC serves calls over gRPC and counts them.
func startRPC(t *testing.T) (address string, count *atomic.Int32) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	count = &atomic.Int32{}
	server := grpc.NewServer(grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
		count.Add(1)
		if err := stream.RecvMsg(&emptypb.Empty{}); err != nil {
			return err
		}
		return stream.SendMsg(&emptypb.Empty{})
	}))
	var serving sync.WaitGroup
	serving.Go(func() { assert.NoError(t, server.Serve(listener)) })
	t.Cleanup(func() {
		server.Stop()
		serving.Wait()
	})
	return listener.Addr().String(), count
}

func TestCallsOverGRPCGoToTheAddressesThatAreGiven(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{discovery.RoundRobin, discovery.LeastRequest} {
		first, firsts := startRPC(t)
		second, seconds := startRPC(t)
		client, err := grpcclient.New(grpcclient.Options{
			Options: calling.Options{Name: "parcels", Timeout: 10 * time.Second, Attempts: 1, Concurrency: 4},
			URL:     "http://parcels.test:9090", MaxMessage: 1 << 10,
		})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, client.Close()) })
		services, err := discovery.Route([]calling.Connection{client}, discovery.Options{
			Policy: policy, Refresh: time.Hour, Rest: time.Hour,
			Static: []string{"parcels=" + first, "parcels=" + second}, Log: slog.New(slog.DiscardHandler),
		})
		require.NoError(t, err)
		require.Eventually(t, func() bool {
			err := client.Connection().Invoke(t.Context(), "/parcels.v1.ParcelService/GetParcel", &emptypb.Empty{}, &emptypb.Empty{})
			return assert.NoError(t, err) && firsts.Load() > 0 && seconds.Load() > 0
		}, 10*time.Second, time.Millisecond, policy)
		serving, resting := services[0].Count()
		assert.Equal(t, []int{2, 0}, []int{serving, resting})
		require.NoError(t, discovery.Checks(services)[0].Run(t.Context()))
	}
}
