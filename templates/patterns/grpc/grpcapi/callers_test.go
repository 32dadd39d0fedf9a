package grpcapi_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/testing/fixture"
)

// refusal calls a method with an empty message, and returns what it ends with.
func refusal(t *testing.T, conn *grpc.ClientConn, method string) error {
	t.Helper()
	call, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, method)
	require.NoError(t, err)
	require.NoError(t, call.SendMsg(&emptypb.Empty{}))
	require.NoError(t, call.CloseSend())
	return call.RecvMsg(&emptypb.Empty{})
}

func TestStrangersAreRefusedWhereAScopeIsWanted(t *testing.T) {
	t.Parallel()
	wiring, _ := serve(t)
	stranger := rpctest.Dial(t, wiring.RPC.Address())
	other := rpctest.Dial(t, wiring.RPC.Address(), fixture.CallingWith(t, "nothing:read"))
	methods := rpc.NewMethods(wiring.RPCs)
	require.NotEmpty(t, methods)
	for name, method := range methods {
		// Whoever watches the health of the service never gets to the end.
		if method.Name == "Watch" {
			continue
		}
		unknown, forbidden := refusal(t, stranger, name), refusal(t, other, name)
		if fixture.WantedScope(method) != "" {
			rpctest.Refused(t, unknown, codes.Unauthenticated, "credentials_required")
			rpctest.Refused(t, forbidden, codes.PermissionDenied, "insufficient_scope")
			continue
		}
		assert.NotContains(t, []codes.Code{codes.Unauthenticated, codes.PermissionDenied}, grpcstatus.Code(unknown), name)
	}
}
