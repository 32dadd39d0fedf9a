package grpcapi_test

import (
	"io"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// unknownID is the id of nothing.
const unknownID = "0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"

// serve runs the whole service, put together as it runs, until stop is called
// or the test ends.
func serve(t *testing.T) (wiring *service.Wiring, stop func()) {
	t.Helper()
	settings, err := config.Load(slices.Concat([]string{
		"DATABASE_URL=" + fixture.URL(t), "DATABASE_CONNECTION_LIMIT=4", "DATABASE_REPLICAS=1", "LOG_LEVEL=error",
		"GRPC_MAX_MESSAGE=64KiB", "GRPC_REFLECTION=true", "SHUTDOWN_DELAY=0s", "HEALTH_MAX_AGE=0s",
	}, fixture.FreePorts, fixture.Environment(t), fixture.Servers(t)))
	require.NoError(t, err)
	wiring, err = service.Assemble(t.Context(), service.Build{Name: "sample-service"}, settings, io.Discard)
	require.NoError(t, err)
	var running sync.WaitGroup
	for _, runner := range wiring.Runners {
		running.Go(func() { assert.NoError(t, runner.Run()) })
	}
	stop = sync.OnceFunc(func() {
		assert.NoError(t, wiring.Close(t.Context()))
		running.Wait()
	})
	t.Cleanup(stop)
	return wiring, stop
}

// dial connects to the service as a caller who may do everything.
func dial(t *testing.T, wiring *service.Wiring) *grpc.ClientConn {
	t.Helper()
	return rpctest.Dial(t, wiring.RPC.Address(), fixture.Calling(t, wiring.RPCs))
}

// connect runs the service and connects to it.
func connect(t *testing.T) *grpc.ClientConn {
	t.Helper()
	wiring, _ := serve(t)
	return dial(t, wiring)
}
