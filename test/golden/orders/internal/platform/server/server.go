// Package server runs HTTP servers that stop without losing a request.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/acme/orders/internal/platform/lifecycle"
)

// Options are the settings of a server.
type Options struct {
	// Name is for the log.
	Name string
	// Address is what the server listens on.
	Address string
	// Handler serves the requests.
	Handler http.Handler
	// Log receives the errors of connections.
	Log *slog.Logger
	// HeaderTimeout, ReadTimeout, WriteTimeout and IdleTimeout bound what a
	// client may take for a header, a request, an answer, and between requests.
	HeaderTimeout, ReadTimeout, WriteTimeout, IdleTimeout time.Duration
}

// Server is an HTTP server that listens already.
type Server struct {
	name        string
	listener    *listener
	connections *connections
	http        *http.Server
	draining    atomic.Bool
}

// Listen opens the address, so that a port in use ends the start and not the
// service.
func Listen(ctx context.Context, options Options) (*Server, error) {
	listening, err := newListener(ctx, options.Address)
	if err != nil {
		return nil, fmt.Errorf("listen for %s: %w", options.Name, err)
	}
	const maxHeaderBytes = 64 << 10
	server := &Server{name: options.Name, listener: listening, connections: newConnections()}
	server.http = &http.Server{
		Handler:           server.drain(options.Handler),
		ReadHeaderTimeout: options.HeaderTimeout,
		ReadTimeout:       options.ReadTimeout,
		WriteTimeout:      options.WriteTimeout,
		IdleTimeout:       options.IdleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
		ConnState:         server.connections.note,
		ErrorLog:          slog.NewLogLogger(options.Log.Handler(), slog.LevelWarn),
	}
	options.Log.InfoContext(ctx, "listening", slog.String("server", options.Name), slog.String("address", server.Address()))
	return server, nil
}

// Address is what the server listens on.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Runner serves until the server is stopped.
func (s *Server) Runner() lifecycle.Runner {
	return lifecycle.Runner{Name: s.name, Run: func() error {
		err := s.http.Serve(s.listener)
		if errors.Is(err, http.ErrServerClosed) || errors.Is(err, net.ErrClosed) {
			return nil
		}
		return fmt.Errorf("serve: %w", err)
	}}
}

// Hooks stop the server in the given phase. Before that, from Readiness on, it
// asks clients to leave the connections that they keep open: closing one while
// a request is on its way would lose the request.
func (s *Server) Hooks(phase lifecycle.Phase) []lifecycle.Hook {
	return []lifecycle.Hook{
		{Phase: lifecycle.Readiness, Name: s.name + " connections", Stop: func(context.Context) error {
			s.draining.Store(true)
			return nil
		}},
		{Phase: phase, Name: s.name, Stop: s.stop},
	}
}

// stop takes no more connections, answers the requests of those that are there,
// and closes the rest. The library's Shutdown alone would drop requests that it
// reads after its start.
func (s *Server) stop(ctx context.Context) error {
	if err := s.listener.drain(ctx); err != nil {
		return fmt.Errorf("close the listener: %w", err)
	}
	s.connections.wait(ctx)
	if err := s.http.Shutdown(ctx); err != nil {
		return errors.Join(fmt.Errorf("requests were cut off: %w", err), s.http.Close())
	}
	return nil
}

func (s *Server) drain(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.draining.Load() {
			w.Header().Set("Connection", "close")
		}
		next.ServeHTTP(w, r)
	})
}
