package grpcclient_test

import (
	"context"
	"encoding/pem"
	"errors"
	"net"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpccredentials "google.golang.org/grpc/credentials"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/grpcclient"
)

func TestMain(m *testing.M) {
	followNames()
	goleak.VerifyTestMain(m)
}

const method = "/parcels.parcel.v1.ParcelService/GetParcel"

// answer is what a service does with a call of one message; a text is sent back
// where there is no failure.
type answer func(ctx context.Context) (string, error)

// listen serves every call with answer, at the address, until stop is called or
// the test ends. To stop waits for calls under way.
func listen(t *testing.T, address string, answer answer, options ...grpc.ServerOption) (found string, stop func()) {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", address)
	require.NoError(t, err)
	serve := func(_ any, stream grpc.ServerStream) error {
		if err := stream.RecvMsg(&emptypb.Empty{}); err != nil {
			return err
		}
		text, err := answer(stream.Context())
		if err != nil {
			return err
		}
		return stream.SendMsg(wrapperspb.String(text))
	}
	server := grpc.NewServer(append(options, grpc.UnknownServiceHandler(serve))...)
	var serving sync.WaitGroup
	serving.Go(func() {
		if err := server.Serve(listener); !errors.Is(err, grpc.ErrServerStopped) {
			assert.NoError(t, err)
		}
	})
	stop = sync.OnceFunc(func() {
		server.GracefulStop()
		serving.Wait()
	})
	t.Cleanup(stop)
	return listener.Addr().String(), stop
}

// client calls what answers at the address.
func client(t *testing.T, address string, change func(*grpcclient.Options)) *grpcclient.Client {
	t.Helper()
	options := grpcclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: 2 * time.Second, Attempts: 3, Concurrency: 8},
		URL:     "http://" + address, Agent: "test", MaxMessage: 1 << 10,
	}
	if change != nil {
		change(&options)
	}
	made, err := grpcclient.New(options)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, made.Close()) })
	return made
}

// service is one that answers so, and a client of it.
func service(t *testing.T, answer answer) *grpcclient.Client {
	t.Helper()
	address, _ := listen(t, "127.0.0.1:0", answer)
	return client(t, address, nil)
}

var reading, creation = grpcclient.Kind{What: "parcel", Repeatable: true}, grpcclient.Kind{What: "parcel"}

func call(ctx context.Context, client *grpcclient.Client, kind grpcclient.Kind) (string, error) {
	var text wrapperspb.StringValue
	err := client.Connection().Invoke(ctx, method, &emptypb.Empty{}, &text, kind)
	return text.GetValue(), err
}

func refuse(code codes.Code, details ...protoadapt.MessageV1) error {
	status, err := grpcstatus.New(code, "No.").WithDetails(details...)
	if err != nil {
		panic(err)
	}
	return status.Err()
}

func reason(text string) *errdetails.ErrorInfo {
	return &errdetails.ErrorInfo{Reason: text, Domain: "parcels"}
}

func comeBack(after time.Duration) *errdetails.RetryInfo {
	return &errdetails.RetryInfo{RetryDelay: durationpb.New(after)}
}

func TestCallsCarryTheirRequestTraceAndDeadline(t *testing.T) {
	t.Parallel()
	var seen grpcmetadata.MD
	var left time.Duration
	address, _ := listen(t, "127.0.0.1:0", func(ctx context.Context) (string, error) {
		seen, _ = grpcmetadata.FromIncomingContext(ctx)
		deadline, _ := ctx.Deadline()
		left = time.Until(deadline)
		return "a parcel", nil
	})
	calls := client(t, address, func(o *grpcclient.Options) { o.APIKey = "secret" })
	trace := "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
	ctx := requestinfo.With(t.Context(), &requestinfo.Info{ID: "request-1", Traceparent: trace, Tracestate: "a=b"})
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	text, err := call(ctx, calls, creation)
	require.NoError(t, err)
	assert.Equal(t, "a parcel", text)
	for name, value := range map[string]string{
		"x-request-id": "request-1", "traceparent": trace, "tracestate": "a=b", "x-api-key": "secret",
	} {
		assert.Equal(t, []string{value}, seen.Get(name), name)
	}
	assert.True(t, strings.HasPrefix(seen.Get("user-agent")[0], "test "), seen)
	assert.LessOrEqual(t, left, 900*time.Millisecond, "the caller keeps a part of its time")

	_, err = call(t.Context(), calls, creation)
	require.NoError(t, err)
	assert.Empty(t, seen.Get("traceparent"), "no trace, no header")

	stream, err := calls.Connection().NewStream(ctx, &grpc.StreamDesc{ServerStreams: true}, method)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
	require.NoError(t, stream.RecvMsg(&wrapperspb.StringValue{}))
	assert.Equal(t, []string{"request-1"}, seen.Get("x-request-id"), "of many messages too")
}

func TestOnlyWhatIsSafeIsTriedAgain(t *testing.T) {
	t.Parallel()
	for _, code := range []codes.Code{codes.Unavailable, codes.DeadlineExceeded} {
		for kind, sent := range map[grpcclient.Kind]int32{reading: 3, creation: 1} {
			var count atomic.Int32
			calls := service(t, func(context.Context) (string, error) {
				count.Add(1)
				return "", refuse(code)
			})
			_, err := call(t.Context(), calls, kind)
			assert.Equal(t, fault.Unavailable, fault.KindOf(err))
			assert.Equal(t, sent, count.Load(), "%s of %v", code, kind)
		}
	}
}

func TestWhatWasNeverSentIsTriedAgain(t *testing.T) {
	t.Parallel()
	address, stop := listen(t, "127.0.0.1:0", nil)
	stop()
	calls := client(t, address, nil)
	var seen calling.Call
	calls.Caller().Observe(func(call calling.Call) { seen = call })
	_, err := call(t.Context(), calls, creation)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.Equal(t, 3, seen.Attempts)
	assert.Equal(t, "GetParcel", seen.Method)
	assert.Equal(t, "parcels", seen.Upstream)
	require.ErrorContains(t, calls.Caller().Check(t.Context()), "connection refused")
}

func TestRetryInfoIsWaitedForOrNothingIsTried(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	calls := service(t, func(context.Context) (string, error) {
		if count.Add(1) == 1 {
			return "", refuse(codes.ResourceExhausted, comeBack(time.Second))
		}
		return "", nil
	})
	started := time.Now()
	_, err := call(t.Context(), calls, reading)
	require.NoError(t, err)
	assert.GreaterOrEqual(t, time.Since(started), time.Second)
	require.NoError(t, calls.Caller().Check(t.Context()))

	count.Store(0)
	ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond)
	defer cancel()
	_, err = call(ctx, calls, reading)
	away, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, fault.Unavailable, away.Kind)
	assert.Equal(t, time.Second, away.RetryAfter)
	assert.EqualValues(t, 1, count.Load(), "the time left is too short for another attempt")
}

func TestASlowServiceCostsLessThanTheCallerHas(t *testing.T) {
	t.Parallel()
	var count atomic.Int32
	calls := service(t, func(ctx context.Context) (string, error) {
		count.Add(1)
		<-ctx.Done()
		return "", ctx.Err()
	})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	_, err := call(ctx, calls, reading)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	require.NoError(t, ctx.Err(), "the caller has time left to answer")
	assert.GreaterOrEqual(t, count.Load(), int32(2), "an attempt has only its share")

	gone, leave := context.WithCancel(t.Context())
	time.AfterFunc(50*time.Millisecond, leave)
	_, err = call(gone, calls, reading)
	assert.ErrorIs(t, err, context.Canceled)
}

func TestRefusalsBecomeFaults(t *testing.T) {
	t.Parallel()
	wrong := &errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
		{Field: "input.tags[3]", Reason: "TAKEN", Description: "is taken"}, {Field: "id", Reason: "FORMAT", Description: "is no id"},
	}}
	for code, kind := range map[codes.Code]fault.Kind{
		codes.NotFound:           fault.NotFound,
		codes.AlreadyExists:      fault.Conflict,
		codes.FailedPrecondition: fault.Conflict,
		codes.Aborted:            fault.Stale,
		codes.InvalidArgument:    fault.Invalid,
		codes.ResourceExhausted:  fault.Internal,
		codes.Unauthenticated:    fault.Internal,
		codes.PermissionDenied:   fault.Internal,
		codes.Unimplemented:      fault.Internal,
		codes.Internal:           fault.Internal,
	} {
		var count atomic.Int32
		calls := service(t, func(context.Context) (string, error) {
			count.Add(1)
			return "", refuse(code, reason("TAKEN"), wrong)
		})
		_, err := call(t.Context(), calls, reading)
		assert.Equal(t, kind, fault.KindOf(err), code)
		assert.ErrorContains(t, err, method, code)
		assert.EqualValues(t, 1, count.Load(), "%s is answered alike again", code)
		if refused, ok := errors.AsType[*fault.Error](err); ok && code == codes.InvalidArgument {
			assert.Equal(t, "taken", refused.Code)
			assert.Equal(t, "No.", refused.Detail)
			assert.Equal(t, []fault.Field{
				{Pointer: "/tags/3", Code: "taken", Message: "is taken"}, {Parameter: "id", Code: "format", Message: "is no id"},
			}, refused.Fields)
		}
	}
	calls := service(t, func(context.Context) (string, error) { return "", refuse(codes.InvalidArgument) })
	_, err := call(t.Context(), calls, reading)
	assert.Equal(t, fault.Internal, fault.KindOf(err), "a refusal without a reason is a defect of ours")
}

func TestAnswersThatAreTooLargeAreRefused(t *testing.T) {
	t.Parallel()
	calls := service(t, func(context.Context) (string, error) { return strings.Repeat("a", 1<<11), nil })
	_, err := call(t.Context(), calls, reading)
	require.ErrorContains(t, err, "larger than max")
	assert.Equal(t, fault.Internal, fault.KindOf(err))
}

func TestAttemptsSayHowTheServiceIs(t *testing.T) {
	t.Parallel()
	for code, verdict := range map[codes.Code]calling.Verdict{
		codes.OK: calling.Well, codes.NotFound: calling.Well, codes.ResourceExhausted: calling.Well, codes.Unimplemented: calling.Well,
		codes.Internal: calling.Ill, codes.Unknown: calling.Ill, codes.Unavailable: calling.Ill, codes.DeadlineExceeded: calling.Ill,
		codes.Canceled: calling.Unknown,
	} {
		calls := service(t, func(context.Context) (string, error) { return "", grpcstatus.Error(code, "so it is") })
		judged := judged(calls)
		_, _ = call(t.Context(), calls, creation)
		assert.Equal(t, verdict, judged.Load(), code)
	}
}

// judged holds what the newest attempt has said.
func judged(client *grpcclient.Client) *atomic.Value {
	found := &atomic.Value{}
	client.Caller().Guard(func(attempt func() error) error {
		err := attempt()
		found.Store(calling.Judge(err))
		return err
	})
	return found
}

func TestACallerInAHurrySaysNothingAboutTheService(t *testing.T) {
	t.Parallel()
	calls := service(t, func(ctx context.Context) (string, error) {
		<-ctx.Done()
		return "", ctx.Err()
	})
	judged := judged(calls)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := call(ctx, calls, creation)
	require.Error(t, err)
	assert.Equal(t, calling.Unknown, judged.Load())
}

func TestCallsAreSpreadOverReplicasAndMissNoneThatIsAway(t *testing.T) {
	names := startNameServer(t)
	names.will("127.0.0.1", "127.0.0.2", "127.0.0.3")
	var counts [3]atomic.Int32
	counting := func(replica int) answer {
		return func(context.Context) (string, error) {
			counts[replica].Add(1)
			return "", nil
		}
	}
	first, stop := listen(t, "127.0.0.1:0", counting(0))
	_, port, err := net.SplitHostPort(first)
	require.NoError(t, err)
	listen(t, "127.0.0.2:"+port, counting(1))
	listen(t, "127.0.0.3:"+port, counting(2))

	calls := client(t, "parcels.test:"+port, nil)
	all := func() bool {
		_, err := call(t.Context(), calls, creation)
		return assert.NoError(t, err) && counts[0].Load() > 0 && counts[1].Load() > 0 && counts[2].Load() > 0
	}
	require.Eventually(t, all, 5*time.Second, time.Millisecond, "every replica has its share")
	before := [3]int32{counts[0].Load(), counts[1].Load(), counts[2].Load()}
	const rounds = 10
	for range 3 * rounds {
		_, err := call(t.Context(), calls, creation)
		require.NoError(t, err)
	}
	for i := range counts {
		assert.EqualValues(t, rounds, counts[i].Load()-before[i], "in turn")
	}

	stopped := make(chan struct{})
	go func() {
		stop()
		close(stopped)
	}()
	for range 30 * rounds {
		_, err := call(t.Context(), calls, creation)
		require.NoError(t, err, "what is sent once is not lost while a replica stops")
	}
	<-stopped
	listen(t, first, counting(0))
	back := counts[0].Load()
	require.Eventually(t, func() bool {
		_, err := call(t.Context(), calls, creation)
		return assert.NoError(t, err) && counts[0].Load() > back
	}, 20*time.Second, time.Millisecond, "one that is back has its share again")
}

func TestTLSIsSpokenWithWhomTheSystemTrusts(t *testing.T) {
	helper := httptest.NewTLSServer(nil)
	t.Cleanup(helper.Close)
	secured := grpc.Creds(grpccredentials.NewServerTLSFromCert(&helper.TLS.Certificates[0]))
	authority := filepath.Join(t.TempDir(), "authority.pem")
	block := &pem.Block{Type: "CERTIFICATE", Bytes: helper.Certificate().Raw}
	require.NoError(t, os.WriteFile(authority, pem.EncodeToMemory(block), 0o600))
	t.Setenv("SSL_CERT_FILE", authority)

	address, _ := listen(t, "127.0.0.1:0", func(context.Context) (string, error) { return "a secret", nil }, secured)
	calls := client(t, address, func(o *grpcclient.Options) { o.URL, o.Timeout = "https://"+address, time.Minute })
	text, err := call(t.Context(), calls, creation)
	require.NoError(t, err)
	assert.Equal(t, "a secret", text)

	plain := client(t, address, nil)
	_, err = call(t.Context(), plain, creation)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err), "a server with TLS answers nobody in the clear")

	names := startNameServer(t)
	names.will("127.0.0.1")
	_, port, err := net.SplitHostPort(address)
	require.NoError(t, err)
	other := client(t, address, func(o *grpcclient.Options) { o.URL = "https://parcels.test:" + port })
	_, err = call(t.Context(), other, creation)
	assert.ErrorContains(t, err, "not parcels.test", "the certificate is of another name")
}

func TestSettingsThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	for _, wrong := range []string{"", "parcels:80", "dns:///parcels", "http://", "http://:90", "/api", "http://parcels/api"} {
		_, err := grpcclient.New(grpcclient.Options{Options: calling.Options{Name: "parcels"}, URL: wrong})
		assert.ErrorContains(t, err, "write one like http://parcels:9090", wrong)
	}
	_, err := grpcclient.New(grpcclient.Options{Options: calling.Options{Name: "parcels"}, URL: "http://parcels", APIKey: "secret\n"})
	require.ErrorContains(t, err, "give the key alone")
	assert.NotContains(t, err.Error(), "secret")
}

// numbered gives token-1, and the next one for each that is refused.
type numbered struct{ refused []string }

func (n *numbered) Token(context.Context) (string, error) {
	return "token-" + strconv.Itoa(len(n.refused)+1), nil
}

func (n *numbered) Refused(token string) { n.refused = append(n.refused, token) }

func TestATokenThatIsRefusedIsReplacedOnce(t *testing.T) {
	t.Parallel()
	var good atomic.Value
	made := service(t, func(ctx context.Context) (string, error) {
		incoming, _ := grpcmetadata.FromIncomingContext(ctx)
		sent := strings.Join(incoming.Get("authorization"), " ")
		if sent != good.Load() {
			return "", refuse(codes.Unauthenticated)
		}
		return sent, nil
	})
	credentials := &numbered{}
	made.Caller().Authorize(credentials)
	good.Store("Bearer token-2")
	sent, err := call(t.Context(), made, creation)
	require.NoError(t, err)
	assert.Equal(t, "Bearer token-2", sent)
	assert.Equal(t, []string{"token-1"}, credentials.refused)

	stream, err := made.Connection().NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true}, method)
	require.NoError(t, err)
	require.NoError(t, stream.SendMsg(&emptypb.Empty{}))
	require.NoError(t, stream.CloseSend())
	var text wrapperspb.StringValue
	require.NoError(t, stream.RecvMsg(&text))
	assert.Equal(t, "Bearer token-2", text.GetValue())
	require.Error(t, stream.RecvMsg(&text))

	good.Store("Bearer none")
	_, err = call(t.Context(), made, creation)
	require.ErrorContains(t, err, "Unauthenticated")
	assert.Equal(t, []string{"token-1", "token-2"}, credentials.refused, "once, not for ever")
}

func TestAddressesThatAreFoundOtherwiseAreFollowed(t *testing.T) {
	t.Parallel()
	for _, fewest := range []bool{false, true} {
		var counts [2]atomic.Int32
		addresses := make([]string, len(counts))
		for i := range counts {
			addresses[i], _ = listen(t, "127.0.0.1:0", func(context.Context) (string, error) {
				counts[i].Add(1)
				return "", nil
			})
		}
		var found atomic.Pointer[[]string]
		found.Store(&[]string{addresses[0]})
		calls := client(t, "parcels.test:9090", nil)
		calls.Follow(func(base url.URL) func(context.Context) ([]string, error) {
			assert.Equal(t, "parcels.test:9090", base.Host)
			return func(context.Context) ([]string, error) { return *found.Load(), nil }
		}, 10*time.Millisecond, fewest)
		_, err := call(t.Context(), calls, creation)
		require.NoError(t, err)
		assert.EqualValues(t, 1, counts[0].Load())

		found.Store(&addresses)
		both := func() bool {
			_, err := call(t.Context(), calls, creation)
			return assert.NoError(t, err) && counts[1].Load() > 0
		}
		require.Eventually(t, both, 10*time.Second, time.Millisecond, "one that is new has its share")
		found.Store(&[]string{addresses[1]})
		require.Eventually(t, func() bool {
			before := counts[0].Load()
			for range 4 {
				_, err := call(t.Context(), calls, creation)
				require.NoError(t, err)
			}
			return counts[0].Load() == before
		}, 10*time.Second, time.Millisecond, "one that is gone has none")
	}
}

func TestAServiceOfWhichNoAddressIsFoundIsAway(t *testing.T) {
	t.Parallel()
	calls := client(t, "parcels.test:9090", nil)
	calls.Follow(func(url.URL) func(context.Context) ([]string, error) {
		return func(context.Context) ([]string, error) { return nil, errors.New("no name server") }
	}, time.Hour, false)
	_, err := call(t.Context(), calls, creation)
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	assert.ErrorContains(t, err, "no name server")
}
