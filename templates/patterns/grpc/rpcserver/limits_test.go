package rpcserver_test

import (
	"context"
	"encoding/binary"
	"io"
	"net"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/known/emptypb"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/grpc/rpctest"
)

const (
	maxMessage = 1 << 20
	// overhead is what a message adds to so many bytes.
	overhead = 4
)

// ofBytes returns a message of n bytes on the wire.
func ofBytes(n int) *wrapperspb.BytesValue {
	return wrapperspb.Bytes(make([]byte, n-overhead))
}

func TestMessagesAreLimitedEitherWay(t *testing.T) {
	t.Parallel()
	// It answers with so many bytes more than it was sent.
	var more atomic.Int64
	mirror := pipe(func(stream grpc.ServerStream) error {
		in := new(wrapperspb.BytesValue)
		if err := stream.RecvMsg(in); err != nil {
			return err
		}
		return stream.SendMsg(ofBytes(len(in.GetValue()) + overhead + int(more.Load())))
	})
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{mirror}})
	conn := rpctest.Dial(t, server.Address())
	exchange := func(size int) (answered int, err error) {
		stream, err := conn.NewStream(t.Context(), &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/test.Pipe/Open")
		require.NoError(t, err)
		require.NoError(t, stream.SendMsg(ofBytes(size)))
		out := new(wrapperspb.BytesValue)
		err = stream.RecvMsg(out)
		if err == nil {
			require.ErrorIs(t, stream.RecvMsg(new(wrapperspb.BytesValue)), io.EOF)
		}
		return len(out.GetValue()) + overhead, err
	}

	answered, err := exchange(maxMessage)
	require.NoError(t, err)
	assert.Equal(t, maxMessage, answered)
	_, err = exchange(maxMessage + 1)
	assert.Equal(t, codes.ResourceExhausted, grpcstatus.Code(err))
	more.Store(1)
	_, err = exchange(maxMessage)
	assert.Equal(t, codes.ResourceExhausted, grpcstatus.Code(err), "nor does it send larger ones")
	more.Store(0)
	_, err = exchange(maxMessage)
	require.NoError(t, err, "the connection goes on")

	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, <-ended)
}

func TestCallsEndAtTheDeadlineOfTheirClient(t *testing.T) {
	t.Parallel()
	seen := make(chan error, 1)
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(func(stream grpc.ServerStream) error {
		<-stream.Context().Done()
		seen <- stream.Context().Err()
		return stream.Context().Err()
	})}})
	// Long enough to reach the server from a busy machine.
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	stream, err := rpctest.Dial(t, server.Address()).NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/test.Pipe/Open")
	require.NoError(t, err)
	assert.Equal(t, codes.DeadlineExceeded, grpcstatus.Code(stream.RecvMsg(&emptypb.Empty{})))
	require.Error(t, <-seen, "the work is given up as well")
	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, <-ended)
}

func TestAConnectionHasSoManyCallsAtOnce(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{Services: []rpc.Registration{pipe(echo)}, MaxStreams: 1})
	conn := rpctest.Dial(t, server.Address())
	first := open(t, conn, "Open")
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := conn.NewStream(ctx, &grpc.StreamDesc{ServerStreams: true, ClientStreams: true}, "/test.Pipe/Open")
	require.Equal(t, codes.DeadlineExceeded, grpcstatus.Code(err))

	require.NoError(t, first.CloseSend())
	require.ErrorIs(t, first.RecvMsg(&emptypb.Empty{}), io.EOF)
	require.NoError(t, open(t, conn, "Open").CloseSend())
	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, <-ended)
}

func TestClientsThatAskTooOftenAreTurnedAway(t *testing.T) {
	t.Parallel()
	server, ended := run(t, rpcserver.Options{})
	// Clients of the library ask every ten seconds at most, so that the frames of
	// HTTP/2 (RFC 9113) are written by hand.
	conn, err := new(net.Dialer).DialContext(t.Context(), "tcp", server.Address())
	require.NoError(t, err)
	defer func() { _ = conn.Close() }()
	require.NoError(t, conn.SetDeadline(time.Now().Add(time.Minute)))
	const settings, ping, goAway = 4, 6, 7
	frame := func(kind byte, payload ...byte) []byte {
		const head = 9
		written := make([]byte, head, head+len(payload))
		written[2], written[3] = byte(len(payload)), kind
		return append(written, payload...)
	}
	written := append([]byte("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), frame(settings)...)
	for range 10 {
		written = append(written, frame(ping, make([]byte, 8)...)...)
	}
	_, err = conn.Write(written)
	require.NoError(t, err)

	var reason uint32
	var words string
	for words == "" {
		head := make([]byte, 9)
		_, err = io.ReadFull(conn, head)
		require.NoError(t, err, "it is told why before it ends")
		payload := make([]byte, binary.BigEndian.Uint32(append([]byte{0}, head[:3]...)))
		_, err = io.ReadFull(conn, payload)
		require.NoError(t, err)
		if head[3] == goAway {
			reason, words = binary.BigEndian.Uint32(payload[4:]), string(payload[8:])
		}
	}
	const enhanceYourCalm = 0xb
	assert.EqualValues(t, enhanceYourCalm, reason)
	assert.Equal(t, "too_many_pings", words)
	require.NoError(t, stop(server, time.Minute))
	assert.NoError(t, <-ended)
}
