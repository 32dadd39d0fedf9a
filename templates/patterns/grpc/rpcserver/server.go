// Package rpcserver runs the gRPC server of the service, which stops without
// losing a call.
package rpcserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/keepalive"
	grpcreflection "google.golang.org/grpc/reflection"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/shutdown/lifecycle"
)

// Options are the settings of a server.
type Options struct {
	// Address is what the server listens on.
	Address string
	// Domain names the service in the details of failures.
	Domain string
	// Services are what the server offers.
	Services []rpc.Registration
	// Interceptors are what calls pass.
	Interceptors []rpc.Interceptor
	// Log receives where the server listens.
	Log *slog.Logger
	// MaxMessage is the largest message in bytes, either way.
	MaxMessage int64
	// MaxStreams is the number of calls that one connection may have at once.
	MaxStreams int
	// ConnectionAge is the time after which a client is asked to connect anew,
	// so that new replicas get their share.
	ConnectionAge time.Duration
	// Keepalive is the time without a word after which a client is asked
	// whether it is still there, and half of what it has to leave between its
	// own questions.
	Keepalive time.Duration
	// Reflection lets clients ask which services there are.
	Reflection bool
}

// Server is a gRPC server that listens already.
type Server struct {
	listener net.Listener
	grpc     *grpc.Server
	// stopping is closed when no more calls are taken, late when streams have to
	// come to an end.
	stopping, late chan struct{}
}

const (
	// patience is how long a call may wait for its client once the server stops.
	patience = time.Second
	// answerTime is what a client may take to answer a keepalive.
	answerTime = 20 * time.Second
	// handshakeTime is what a client may take to connect.
	handshakeTime = 10 * time.Second
)

// Listen opens the address, so that a port in use ends the start and not the
// service.
func Listen(ctx context.Context, options Options) (*Server, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", options.Address)
	if err != nil {
		return nil, fmt.Errorf("listen for grpc: %w", err)
	}
	server := &Server{listener: listener, stopping: make(chan struct{}), late: make(chan struct{})}
	interceptors := append(slices.Clone(options.Interceptors), rpc.Statuses(options.Domain))
	maxMessage := int(min(options.MaxMessage, math.MaxInt32))
	const fewest = 2
	server.grpc = grpc.NewServer(
		grpc.UnaryInterceptor(rpc.Unary(interceptors)),
		grpc.StreamInterceptor(rpc.Stream(interceptors, rpc.Stopping{Begun: server.stopping, Late: server.late, Patience: patience})),
		grpc.MaxRecvMsgSize(maxMessage),
		grpc.MaxSendMsgSize(maxMessage),
		grpc.MaxConcurrentStreams(uint32(min(max(options.MaxStreams, 1), math.MaxInt32))),
		grpc.ConnectionTimeout(handshakeTime),
		grpc.WaitForHandlers(true),
		grpc.KeepaliveParams(keepalive.ServerParameters{
			MaxConnectionAge: options.ConnectionAge, MaxConnectionAgeGrace: options.ConnectionAge,
			Time: options.Keepalive, Timeout: answerTime,
		}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: options.Keepalive / fewest, PermitWithoutStream: true}),
	)
	for _, service := range options.Services {
		server.grpc.RegisterService(service.Desc, service.Server)
	}
	if options.Reflection {
		grpcreflection.Register(server.grpc)
	}
	options.Log.InfoContext(ctx, "listening", slog.String("server", "grpc"), slog.String("address", server.Address()))
	return server, nil
}

// Address is what the server listens on.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Runner serves until the server is stopped.
func (s *Server) Runner() lifecycle.Runner {
	return lifecycle.Runner{Name: "grpc", Run: func() error {
		err := s.grpc.Serve(s.listener)
		if errors.Is(err, grpc.ErrServerStopped) {
			return nil
		}
		return err
	}}
}

// Hook stops the server.
func (s *Server) Hook() lifecycle.Hook {
	return lifecycle.Hook{Phase: lifecycle.Servers, Name: "grpc", Stop: s.stop}
}

// stop takes no more calls, and waits for those under way. Streams have half of
// the time, others all of it; what is left when ctx is done is cut off.
func (s *Server) stop(ctx context.Context) error {
	close(s.stopping)
	if deadline, ok := ctx.Deadline(); ok {
		const half = 2
		ending := time.AfterFunc(time.Until(deadline)/half, func() { close(s.late) })
		defer ending.Stop()
	}
	// The library closes only what it serves already.
	defer func() { _ = s.listener.Close() }()
	stopped := make(chan struct{})
	go func() {
		s.grpc.GracefulStop()
		close(stopped)
	}()
	select {
	case <-stopped:
		return nil
	case <-ctx.Done():
		s.grpc.Stop()
		<-stopped
		return fmt.Errorf("calls were cut off: %w", ctx.Err())
	}
}
