package rpcserver

import (
	"context"
	"time"

	grpchealth "google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/shutdown/lifecycle"
)

// Health answers the health service of gRPC (grpc.health.v1) for the whole
// server: it serves while the hard checks pass.
type Health struct {
	probes *health.Health
	every  time.Duration
	server *grpchealth.Server
	done   chan struct{}
}

// NewHealth asks the probes that often; until the first time nothing is served.
func NewHealth(probes *health.Health, every time.Duration) *Health {
	const soonest = 100 * time.Millisecond
	h := &Health{probes: probes, every: max(every, soonest), server: grpchealth.NewServer(), done: make(chan struct{})}
	h.server.SetServingStatus("", grpc_health_v1.HealthCheckResponse_NOT_SERVING)
	return h
}

// Registration is the health service.
func (h *Health) Registration() rpc.Registration {
	return rpc.Registration{Desc: &grpc_health_v1.Health_ServiceDesc, Server: h.server}
}

// Runner keeps the answer up to date.
func (h *Health) Runner() lifecycle.Runner {
	return lifecycle.Runner{Name: "grpc health", Run: func() error {
		ticker := time.NewTicker(h.every)
		defer ticker.Stop()
		for {
			h.update()
			select {
			case <-ticker.C:
			case <-h.done:
				return nil
			}
		}
	}}
}

func (h *Health) update() {
	serving := grpc_health_v1.HealthCheckResponse_NOT_SERVING
	if ready, _ := h.probes.Ready(context.Background()); ready {
		serving = grpc_health_v1.HealthCheckResponse_SERVING
	}
	h.server.SetServingStatus("", serving)
}

// Hook makes the service answer that it wants no new work.
func (h *Health) Hook() lifecycle.Hook {
	return lifecycle.Hook{Phase: lifecycle.Readiness, Name: "grpc health", Stop: func(context.Context) error {
		h.server.Shutdown()
		close(h.done)
		return nil
	}}
}
