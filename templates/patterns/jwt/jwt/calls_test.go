package jwt_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/authorization/rpcauth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/jwt/jwt"
)

func TestCallsHaveTheirClaimsChecked(t *testing.T) {
	t.Parallel()
	checkClaims(t, call)
}

func TestCallsHaveTheirAlgorithmsPinned(t *testing.T) {
	t.Parallel()
	checkAlgorithms(t, call)
}

func TestCallsFollowTheKeysOfTheIssuer(t *testing.T) {
	t.Parallel()
	checkKeys(t, pass)
}

// guard wants a scope that the good claims have.
func guard(t *testing.T, authenticator *jwt.Authenticator, services ...rpc.Registration) []rpc.Interceptor {
	t.Helper()
	policy := func(rpc.Method) (string, bool) { return "parcels:read", false }
	callers, err := rpcauth.Interceptor(services, policy, nil, []auth.Authenticator{authenticator})
	require.NoError(t, err)
	return []rpc.Interceptor{callers}
}

// pass presents the token to the interceptors of a call.
func pass(t *testing.T, authenticator *jwt.Authenticator, token string) (*auth.Principal, error) {
	t.Helper()
	var found *auth.Principal
	intercept := rpc.Unary(append(guard(t, authenticator), rpc.Statuses("parcels")))
	ctx := grpcmetadata.NewIncomingContext(t.Context(), grpcmetadata.Pairs("authorization", "Bearer "+token))
	_, err := intercept(ctx, nil, &grpc.UnaryServerInfo{FullMethod: "/a.B/C"}, func(ctx context.Context, _ any) (any, error) {
		found = auth.From(ctx)
		return nil, nil
	})
	return found, faultOf(t, err)
}

// watched is a health service that notes who calls.
type watched struct {
	grpc_health_v1.UnimplementedHealthServer
	found *auth.Principal
}

// Check answers a call of one message.
func (w *watched) Check(ctx context.Context, _ *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	w.found = auth.From(ctx)
	return &grpc_health_v1.HealthCheckResponse{}, nil
}

// Watch answers a stream, with one message.
func (w *watched) Watch(_ *grpc_health_v1.HealthCheckRequest, to grpc.ServerStreamingServer[grpc_health_v1.HealthCheckResponse]) error {
	w.found = auth.From(to.Context())
	return to.Send(&grpc_health_v1.HealthCheckResponse{})
}

// call presents the token to a server, in a call of one message and in a stream
// that have to come to the same.
func call(t *testing.T, authenticator *jwt.Authenticator, token string) (*auth.Principal, error) {
	t.Helper()
	service := new(watched)
	services := []rpc.Registration{{Desc: &grpc_health_v1.Health_ServiceDesc, Server: service}}
	server, err := rpcserver.Listen(t.Context(), rpcserver.Options{
		Address: "127.0.0.1:0", Domain: "test", Services: services, Interceptors: guard(t, authenticator, services...),
		Log: slog.New(slog.DiscardHandler), MaxMessage: 1 << 20, MaxStreams: 100, ConnectionAge: time.Hour, Keepalive: time.Hour,
	})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- server.Runner().Run() }()
	defer func() {
		assert.NoError(t, server.Hook().Stop(context.Background()))
		assert.NoError(t, <-done)
	}()

	client := grpc_health_v1.NewHealthClient(rpctest.Dial(t, server.Address()))
	ctx := grpcmetadata.AppendToOutgoingContext(t.Context(), "authorization", "Bearer "+token)
	_, failure := client.Check(ctx, &grpc_health_v1.HealthCheckRequest{})
	found := service.found
	service.found = nil
	stream, err := client.Watch(ctx, &grpc_health_v1.HealthCheckRequest{})
	require.NoError(t, err)
	_, streamFailure := stream.Recv()
	assert.Equal(t, grpcstatus.Code(failure), grpcstatus.Code(streamFailure))
	assert.Equal(t, found, service.found)
	return found, faultOf(t, failure)
}

// faultOf reads the fault from the status that it became.
func faultOf(t *testing.T, err error) error {
	t.Helper()
	switch grpcstatus.Code(err) {
	case codes.OK:
		return nil
	case codes.Unauthenticated:
		return fault.New(fault.Unauthenticated, "", err.Error())
	case codes.Unavailable:
		return fault.New(fault.Unavailable, "", err.Error())
	default:
		return errors.Join(errors.New("not refused as a stranger"), err)
	}
}
