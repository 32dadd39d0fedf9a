package rpc

import (
	"context"
	"errors"
	"io"
	"time"

	"google.golang.org/grpc"

	"goldenpath.dev/patterns/error-model/fault"
)

// Stream puts the interceptors around calls of many messages, in their order.
// Once stopping is closed, calls that wait for their client longer than
// patience end as unavailable: clients take them up elsewhere.
func Stream(interceptors []Interceptor, stopping <-chan struct{}, patience time.Duration) grpc.StreamServerInterceptor {
	around := chain(interceptors)
	return func(server any, stream grpc.ServerStream, info *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		call := Call{Method: info.FullMethod, Streams: true}
		return around(stream.Context(), call, func(ctx context.Context) error {
			own := serverStream{ServerStream: stream, ctx: ctx}
			if info.IsClientStream {
				own.stopping, own.patience = stopping, patience
			}
			return handler(server, own)
		})
	}
}

// streamError is a failure of the stream itself: its status is the transport's.
type streamError struct{ error }

// Unwrap returns the failure.
func (e streamError) Unwrap() error { return e.error }

// serverStream is a stream with the context that interceptors gave it.
type serverStream struct {
	grpc.ServerStream
	ctx      context.Context
	stopping <-chan struct{}
	patience time.Duration
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
	// Nothing ends a wait for the client but the end of the call, after which
	// nobody reads the message.
	received := make(chan error, 1)
	go func() { received <- s.ServerStream.RecvMsg(message) }()
	select {
	case err := <-received:
		return err
	case <-s.ctx.Done():
		return s.ctx.Err()
	case <-s.stopping:
	}
	select {
	case err := <-received:
		return err
	case <-time.After(s.patience):
		return fault.Busy("stopping", "The service stops; another replica takes the call.", nil)
	}
}
