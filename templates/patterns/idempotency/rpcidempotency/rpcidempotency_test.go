package rpcidempotency_test

import (
	"context"
	"log/slog"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"
	grpcmetadata "google.golang.org/grpc/metadata"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/interceptor"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/idempotency/rpcidempotency"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// shop has an operation that writes an order and answers with its number. It
// speaks the messages of the health service, which everybody has: the number is
// the status.
type shop struct {
	healthpb.UnimplementedHealthServer
	healthpb.HealthClient
	t     *testing.T
	db    *pgdb.DB
	calls atomic.Int32
	// failure is what the operation fails with after it has written.
	failure atomic.Pointer[error]
}

// open serves a shop to callers that name themselves in the metadata.
func open(t *testing.T) *shop {
	t.Helper()
	db, _ := fixture.Alone(t)
	s := &shop{t: t, db: db}
	_, err := pgdb.Exec(t.Context(), db, "CREATE TABLE test_orders (number bigint NOT NULL)")
	require.NoError(t, err)
	services := []rpc.Registration{{Desc: &healthpb.Health_ServiceDesc, Server: serving{s}, Resource: "orders"}}
	require.NoError(t, rpcidempotency.Guard(services, idempotency.NewKeeper(db, db, time.Hour)))
	identify := rpc.Interceptor{Order: rpc.OrderAuth, Around: func(ctx context.Context, _ rpc.Call, next func(context.Context) error) error {
		requestinfo.From(ctx).Caller = strings.Join(grpcmetadata.ValueFromIncomingContext(ctx, "caller"), "")
		return next(ctx)
	}}
	log := slog.New(slog.DiscardHandler)
	server, err := rpcserver.Listen(t.Context(), rpcserver.Options{
		Address: "127.0.0.1:0", Domain: "test", Services: services, Log: log,
		Interceptors: append(interceptor.Standard(interceptor.Options{Log: log, CallTimeout: time.Minute, StreamTimeout: time.Minute}), identify),
		MaxMessage:   1 << 20, MaxStreams: 100, ConnectionAge: time.Hour, Keepalive: time.Hour,
	})
	require.NoError(t, err)
	done := make(chan error, 1)
	go func() { done <- server.Runner().Run() }()
	t.Cleanup(func() {
		assert.NoError(t, server.Hook().Stop(context.Background()))
		assert.NoError(t, <-done)
	})
	s.HealthClient = healthpb.NewHealthClient(rpctest.Dial(t, server.Address()))
	return s
}

// serving is the shop's side of the connection.
type serving struct{ *shop }

// Check writes an order.
func (s serving) Check(ctx context.Context, _ *healthpb.HealthCheckRequest) (*healthpb.HealthCheckResponse, error) {
	number := s.calls.Add(1)
	_, err := pgdb.Exec(ctx, s.db, "INSERT INTO test_orders VALUES ($1)", number)
	assert.NoError(s.t, err)
	if failure := s.failure.Load(); failure != nil {
		if *failure == nil {
			panic("broken")
		}
		return nil, *failure
	}
	return &healthpb.HealthCheckResponse{Status: healthpb.HealthCheckResponse_ServingStatus(number)}, nil
}

// List writes nothing, as its name says.
func (s serving) List(context.Context, *healthpb.HealthListRequest) (*healthpb.HealthListResponse, error) {
	s.calls.Add(1)
	return &healthpb.HealthListResponse{}, nil
}

// Watch answers once.
func (s serving) Watch(_ *healthpb.HealthCheckRequest, to grpc.ServerStreamingServer[healthpb.HealthCheckResponse]) error {
	return to.Send(&healthpb.HealthCheckResponse{})
}

// order orders something with keys, and tells whether it was a repetition.
func (s *shop) order(caller, what string, keys ...string) (number int32, replayed bool, err error) {
	s.t.Helper()
	metadata := grpcmetadata.Pairs("caller", caller)
	metadata.Append(rpcidempotency.Metadata, keys...)
	ctx := grpcmetadata.NewOutgoingContext(s.t.Context(), metadata)
	var header grpcmetadata.MD
	answer, err := s.HealthClient.Check(ctx, &healthpb.HealthCheckRequest{Service: what}, grpc.Header(&header))
	return int32(answer.GetStatus()), len(header.Get(rpcidempotency.Replayed)) > 0, err
}

// written counts the orders in the database.
func (s *shop) written() int64 {
	s.t.Helper()
	touched, err := pgdb.Exec(s.t.Context(), s.db, "SELECT FROM test_orders")
	require.NoError(s.t, err)
	return touched
}

func TestARepetitionGetsTheSameAnswer(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, repeated := range []bool{false, true, true} {
		number, replayed, err := s.order("ann", "pen", "a")
		require.NoError(t, err)
		assert.EqualValues(t, 1, number)
		assert.Equal(t, repeated, replayed)
	}
	assert.EqualValues(t, 1, s.written())
}

func TestOtherKeysCallersAndNoKeyAreOtherRequests(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, call := range [][]string{{"ann", "a"}, {"ann", "b"}, {"bob", "a"}, {"ann"}, {"ann"}} {
		_, replayed, err := s.order(call[0], "pen", call[1:]...)
		require.NoError(t, err)
		assert.False(t, replayed)
	}
	assert.EqualValues(t, 5, s.written())
}

func TestAKeyIsForOneRequest(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, _, err := s.order("ann", "pen", "a")
	require.NoError(t, err)
	_, _, err = s.order("ann", "ink", "a")
	rpctest.Refused(t, err, codes.FailedPrecondition, "idempotency_key_reused")
	assert.EqualValues(t, 1, s.written())
}

func TestMalformedKeysAreRefused(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, keys := range [][]string{{""}, {"two words"}, {strings.Repeat("a", 256)}, {"a", "b"}} {
		_, _, err := s.order("ann", "pen", keys...)
		assert.Equal(t, []string{"idempotency-key"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields, keys)
	}
	assert.Zero(t, s.written())
	_, _, err := s.order("ann", "pen", strings.Repeat("~", 255))
	require.NoError(t, err)
}

func TestWhatFailedLeavesNothingAndMayBeTriedAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	for code, failure := range map[codes.Code]error{
		codes.AlreadyExists: fault.New(fault.Conflict, "already_exists", ""), codes.Unavailable: fault.Busy("busy", "", nil), codes.Internal: nil,
	} {
		s.failure.Store(&failure)
		_, _, err := s.order("ann", "pen", "a")
		reason := map[codes.Code]string{codes.AlreadyExists: "already_exists", codes.Unavailable: "busy", codes.Internal: "internal_error"}[code]
		rpctest.Refused(t, err, code, reason)
		assert.Zero(t, s.written(), "the write is taken back")
	}
	s.failure.Store(nil)
	_, replayed, err := s.order("ann", "pen", "a")
	require.NoError(t, err)
	assert.False(t, replayed)
	assert.EqualValues(t, 1, s.written())
}

func TestRequestsAtTheSameTimeAreOneRequest(t *testing.T) {
	t.Parallel()
	s := open(t)
	var sending sync.WaitGroup
	var first atomic.Int64
	for range 24 {
		sending.Go(func() {
			number, replayed, err := s.order("ann", "pen", "a")
			assert.NoError(t, err)
			assert.EqualValues(t, 1, number)
			if !replayed {
				first.Add(1)
			}
		})
	}
	sending.Wait()
	assert.EqualValues(t, 1, first.Load())
	assert.EqualValues(t, 1, s.written())
}

func TestWhatReadsTakesNoNotice(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := grpcmetadata.AppendToOutgoingContext(t.Context(), rpcidempotency.Metadata, "a")
	for range 2 {
		_, err := s.HealthClient.List(ctx, &healthpb.HealthListRequest{})
		require.NoError(t, err)
	}
	assert.EqualValues(t, 2, s.calls.Load())
	kept, err := pgdb.Exec(t.Context(), s.db, "SELECT FROM idempotency_keys")
	require.NoError(t, err)
	assert.Zero(t, kept)
}

func TestStreamsTakeNoKeys(t *testing.T) {
	t.Parallel()
	s := open(t)
	watch := func(ctx context.Context) error {
		stream, err := s.HealthClient.Watch(ctx, &healthpb.HealthCheckRequest{})
		require.NoError(t, err)
		_, err = stream.Recv()
		return err
	}
	require.NoError(t, watch(t.Context()))
	err := watch(grpcmetadata.AppendToOutgoingContext(t.Context(), rpcidempotency.Metadata, "a"))
	assert.Equal(t, []string{"idempotency-key"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}

func TestWhatIsAboutNoResourceStaysAsItIs(t *testing.T) {
	t.Parallel()
	services := []rpc.Registration{{Desc: &healthpb.Health_ServiceDesc}}
	require.NoError(t, rpcidempotency.Guard(services, nil))
	assert.Same(t, &healthpb.Health_ServiceDesc, services[0].Desc)
}

func TestAnswersOfAnUnknownTypeAreRefusedAtTheStart(t *testing.T) {
	t.Parallel()
	for i, name := range []string{"no.Service", string((&healthpb.HealthCheckRequest{}).ProtoReflect().Descriptor().FullName()), healthpb.Health_ServiceDesc.ServiceName} {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			t.Parallel()
			desc := &grpc.ServiceDesc{ServiceName: name, Methods: []grpc.MethodDesc{{MethodName: "Order"}}}
			require.Error(t, rpcidempotency.Guard([]rpc.Registration{{Desc: desc, Resource: "orders"}}, nil))
		})
	}
}
