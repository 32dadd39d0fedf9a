package rpc

import (
	"context"
	"errors"
	"io"
	"time"

	"google.golang.org/grpc"

	"goldenpath.dev/patterns/error-model/fault"
)

// Stopping tells streams that the server stops.
type Stopping struct {
	// Begun is closed when the server takes no more calls.
	Begun <-chan struct{}
	// Late is closed when streams have to come to an end.
	Late <-chan struct{}
	// Patience is how long a stream may wait for its client once Begun is closed.
	Patience time.Duration
}

// Stream puts the interceptors around calls of many messages, in their order.
// When the server stops, streams that wait for their client too long, and all
// that are not done when it is late, end as unavailable: clients take them up
// elsewhere. Whoever watches is sent away at once.
func Stream(interceptors []Interceptor, stopping Stopping) grpc.StreamServerInterceptor {
	around := chain(interceptors)
	return func(server any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		call := Call{Method: info.FullMethod, Streams: true}
		return around(stream.Context(), call, func(ctx context.Context) error {
			if info.IsClientStream {
				return handler(server, serverStream{ServerStream: stream, ctx: ctx, stopping: &stopping})
			}
			end := stopping.Late
			if ParseMethod(call.Method).Watches() {
				end = stopping.Begun
			}
			// It waits for nothing that could be ended for it.
			ctx, cancel := context.WithCancel(ctx)
			defer cancel()
			go func() {
				select {
				case <-end:
					cancel()
				case <-ctx.Done():
				}
			}()
			err := handler(server, serverStream{ServerStream: stream, ctx: ctx})
			if err != nil && isClosed(end) {
				return elsewhere(err)
			}
			return err
		})
	}
}

func isClosed(signal <-chan struct{}) bool {
	select {
	case <-signal:
		return true
	default:
		return false
	}
}

// elsewhere sends the client away.
func elsewhere(cause error) error {
	return fault.Busy("stopping", "The service stops; another replica takes the call.", cause)
}

// streamError is a failure of the stream itself: its status is the transport's.
type streamError struct{ error }

// Unwrap returns the failure.
func (e streamError) Unwrap() error { return e.error }

// serverStream is a stream with the context that interceptors gave it.
type serverStream struct {
	grpc.ServerStream
	ctx      context.Context
	stopping *Stopping
}

// Context returns the context of the call.
func (s serverStream) Context() context.Context { return s.ctx }

// SendMsg sends a message.
func (s serverStream) SendMsg(message any) error {
	if err := s.ServerStream.SendMsg(message); err != nil {
		return streamError{err}
	}
	return nil
}

// RecvMsg receives a message, or io.EOF once the client has sent the last one.
func (s serverStream) RecvMsg(message any) error {
	err := s.receive(message)
	if err == nil || errors.Is(err, io.EOF) || fault.KindOf(err) == fault.Unavailable {
		return err
	}
	return streamError{err}
}

func (s serverStream) receive(message any) error {
	if s.stopping == nil {
		return s.ServerStream.RecvMsg(message)
	}
	if isClosed(s.stopping.Late) {
		return elsewhere(nil)
	}
	// Nothing ends a wait for the client but the end of the call, after which
	// nobody reads the message.
	received := make(chan error, 1)
	go func() { received <- s.ServerStream.RecvMsg(message) }()
	select {
	case err := <-received:
		return err
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-s.stopping.Begun:
	}
	select {
	case err := <-received:
		return err
	case <-s.stopping.Late:
	case <-time.After(s.stopping.Patience):
	}
	return elsewhere(nil)
}
