package rpcauth_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/emptypb"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/authorization/rpcauth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/logging/requestinfo"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// named knows callers by a header: its value is "subject scope scope
// role=role".
type named string

func (n named) Scheme() string { return string(n) }

func (n named) Authenticate(_ context.Context, header auth.Header) (*auth.Principal, error) {
	words := strings.Fields(header(string(n)))
	switch {
	case len(words) == 0:
		return nil, nil
	case words[0] == "forged":
		return nil, fault.New(fault.Unauthenticated, "invalid_token", "")
	case words[0] == "broken":
		return nil, errors.New("broken")
	}
	principal := &auth.Principal{Subject: words[0]}
	for _, word := range words[1:] {
		if role, ok := strings.CutPrefix(word, "role="); ok {
			principal.Roles = append(principal.Roles, role)
		} else {
			principal.Scopes = append(principal.Scopes, word)
		}
	}
	return principal, nil
}

// parcels has a call of one message and a stream, that tell whom they serve.
func parcels(served chan<- string) rpc.Registration {
	tell := func(ctx context.Context) {
		principal := auth.From(ctx)
		if principal == nil {
			principal = &auth.Principal{Subject: "nobody"}
		}
		served <- principal.Subject
	}
	unary := func(_ any, ctx context.Context, _ func(any) error, around grpc.UnaryServerInterceptor) (any, error) {
		serve := func(ctx context.Context, _ any) (any, error) {
			tell(ctx)
			return &emptypb.Empty{}, nil
		}
		return around(ctx, nil, &grpc.UnaryServerInfo{FullMethod: "/parcels.v1.ParcelService/Get"}, serve)
	}
	return rpc.Registration{Resource: "parcels", Desc: &grpc.ServiceDesc{
		ServiceName: "parcels.v1.ParcelService", HandlerType: (*any)(nil),
		Methods: []grpc.MethodDesc{{MethodName: "Get", Handler: unary}},
		Streams: []grpc.StreamDesc{{StreamName: "Export", ServerStreams: true, Handler: func(_ any, stream grpc.ServerStream) error {
			tell(stream.Context())
			return stream.SendMsg(&emptypb.Empty{})
		}}, {StreamName: "Audit", ServerStreams: true, Handler: func(_ any, stream grpc.ServerStream) error {
			tell(stream.Context())
			return stream.SendMsg(&emptypb.Empty{})
		}}, {StreamName: "Open", ServerStreams: true, Handler: func(_ any, stream grpc.ServerStream) error {
			tell(stream.Context())
			return stream.SendMsg(&emptypb.Empty{})
		}}},
	}}
}

func policy(method rpc.Method) (scope string, open bool) {
	return method.Resource + ":read", method.Name == "Open"
}

// start serves parcels, and notes in callers what the log would say.
func start(t *testing.T, callers chan<- string) (conn *grpc.ClientConn, served <-chan string) {
	t.Helper()
	noted := make(chan string, 1)
	services := []rpc.Registration{parcels(noted)}
	roles := auth.Roles{"/parcels.v1.ParcelService/Audit": {"auditor", "admin"}}
	_, err := rpcauth.Interceptor(services, policy, roles, nil)
	require.ErrorIs(t, err, auth.ErrNoAuthenticator)
	guard, err := rpcauth.Interceptor(services, policy, roles, []auth.Authenticator{named("Bearer"), named("Other")})
	require.NoError(t, err)
	note := rpc.Interceptor{Order: rpc.OrderRequest, Around: func(ctx context.Context, _ rpc.Call, next func(context.Context) error) error {
		info := &requestinfo.Info{ID: "one"}
		err := next(requestinfo.With(ctx, info))
		callers <- info.Caller
		return err
	}}
	server, err := rpcserver.Listen(t.Context(), rpcserver.Options{
		Address: "127.0.0.1:0", Domain: "test", Services: services, Interceptors: []rpc.Interceptor{guard, note}, Log: slog.New(slog.DiscardHandler),
		MaxMessage: 1 << 20, MaxStreams: 100, ConnectionAge: time.Hour, Keepalive: time.Hour,
	})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- server.Runner().Run() }()
	t.Cleanup(func() {
		assert.NoError(t, server.Hook().Stop(context.Background()))
		assert.NoError(t, <-done)
	})
	return rpctest.Dial(t, server.Address()), noted
}

func TestMethodsAreClosedUnlessThePolicyOpensThem(t *testing.T) {
	t.Parallel()
	callers := make(chan string, 1)
	conn, served := start(t, callers)
	for _, c := range []struct {
		method   string
		metadata []string
		code     codes.Code
		reason   string
		caller   string
	}{
		{"Open", nil, codes.OK, "", ""},
		{"Open", []string{"bearer", "forged"}, codes.OK, "", ""},
		{"Get", nil, codes.Unauthenticated, "credentials_required", ""},
		{"Get", []string{"bearer", "forged"}, codes.Unauthenticated, "invalid_token", ""},
		{"Get", []string{"bearer", "forged", "other", "ann parcels:read"}, codes.Unauthenticated, "invalid_token", ""},
		{"Get", []string{"bearer", "ann"}, codes.PermissionDenied, "insufficient_scope", "ann"},
		{"Get", []string{"bearer", "ann parcels:write parcels:readers"}, codes.PermissionDenied, "insufficient_scope", "ann"},
		{"Get", []string{"bearer", "ann parcels:write parcels:read"}, codes.OK, "", "ann"},
		{"Get", []string{"other", "ann parcels:read"}, codes.OK, "", "ann"},
		{"Get", []string{"bearer", "broken"}, codes.Internal, "internal_error", ""},
		{"Get", []string{"bearer", "forged", "bearer", "ann parcels:read"}, codes.Unauthenticated, "invalid_token", ""},
		{"Export", nil, codes.Unauthenticated, "credentials_required", ""},
		{"Export", []string{"bearer", "ann"}, codes.PermissionDenied, "insufficient_scope", "ann"},
		{"Export", []string{"bearer", "ann parcels:read"}, codes.OK, "", "ann"},
		{"Audit", nil, codes.Unauthenticated, "credentials_required", ""},
		{"Audit", []string{"bearer", "ann parcels:read"}, codes.PermissionDenied, "insufficient_role", "ann"},
		{"Audit", []string{"bearer", "ann parcels:read role=AUDITOR"}, codes.PermissionDenied, "insufficient_role", "ann"},
		{"Audit", []string{"bearer", "ann role=auditor"}, codes.PermissionDenied, "insufficient_scope", "ann"},
		{"Audit", []string{"bearer", "ann parcels:read role=guest role=auditor"}, codes.OK, "", "ann"},
		{"Audit", []string{"other", "ann parcels:read role=admin"}, codes.OK, "", "ann"},
	} {
		ctx := grpcmetadata.AppendToOutgoingContext(t.Context(), c.metadata...)
		stream, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, "/parcels.v1.ParcelService/"+c.method)
		require.NoError(t, err)
		require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
		require.NoError(t, stream.CloseSend())
		err = stream.RecvMsg(&emptypb.Empty{})
		assert.Equal(t, c.caller, <-callers, c)
		if c.code != codes.OK {
			rpctest.Refused(t, err, c.code, c.reason)
			continue
		}
		require.NoError(t, err, c)
		if c.method == "Open" {
			assert.Equal(t, "nobody", <-served)
		} else {
			assert.Equal(t, "ann", <-served)
		}
	}
	assert.Empty(t, served, "who was refused was not served")
}

func TestRolesOfWhatIsNoClosedMethodAreRefused(t *testing.T) {
	t.Parallel()
	services := []rpc.Registration{parcels(nil)}
	for _, name := range []string{"/parcels.v1.ParcelService/Open", "/parcels.v1.ParcelService/Put", "Get"} {
		_, err := rpcauth.Interceptor(services, policy, auth.Roles{name: {"admin"}}, []auth.Authenticator{named("Bearer")})
		require.ErrorContains(t, err, name)
	}
}
