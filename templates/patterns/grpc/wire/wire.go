// Package wire holds the regions of grpc.
package wire

import (
	"context"

	"goldenpath.dev/patterns/grpc/grpcapi"
	"goldenpath.dev/patterns/grpc/interceptor"
	"goldenpath.dev/patterns/grpc/rpcmetrics"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/shutdown/service"
)

// Register offers the use cases of sample things.
//
//golden:region stage=resources scope=resource
func Register(_ context.Context, w *service.Wiring) error {
	w.RPCs = append(w.RPCs, grpcapi.SampleThingRegistration(w.SampleThingService))
	return nil
}

// Interceptors are what every call passes.
//
//golden:region stage=transport
func Interceptors(_ context.Context, w *service.Wiring) error {
	w.Interceptors = append(w.Interceptors, interceptor.Standard(interceptor.Options{
		Log: w.Log, CallTimeout: w.Config.GRPC.CallTimeout, StreamTimeout: w.Config.GRPC.StreamTimeout,
	})...)
	return nil
}

// CallMetrics counts calls.
//
//golden:region stage=transport
func CallMetrics(_ context.Context, w *service.Wiring) error {
	w.Interceptors = append(w.Interceptors, rpcmetrics.Interceptor(w.Metrics))
	return nil
}

// RPCHealth answers clients and balancers that speak gRPC.
//
//golden:region stage=transport
func RPCHealth(_ context.Context, w *service.Wiring) error {
	answering := rpcserver.NewHealth(health.New(w.Checks, health.Options{
		Timeout: w.Config.Health.Timeout, MaxAge: w.Config.Health.MaxAge,
	}), w.Config.Health.MaxAge)
	w.RPCs = append(w.RPCs, answering.Registration())
	w.Runners = append(w.Runners, answering.Runner())
	w.Hooks = append(w.Hooks, answering.Hook())
	return nil
}

// RPCServer serves clients.
//
//golden:region stage=transport
func RPCServer(ctx context.Context, w *service.Wiring) error {
	calls, err := rpcserver.Listen(ctx, rpcserver.Options{
		Address: w.Config.GRPC.Address, Domain: w.Build.Name, Services: w.RPCs, Interceptors: w.Interceptors, Log: w.Log,
		MaxMessage: int64(w.Config.GRPC.MaxMessage), MaxStreams: w.Config.GRPC.MaxStreams,
		ConnectionAge: w.Config.GRPC.ConnectionAge, Keepalive: w.Config.GRPC.Keepalive, Reflection: w.Config.GRPC.Reflection,
	})
	if err != nil {
		return err
	}
	w.RPC = calls
	w.Runners = append(w.Runners, calls.Runner())
	w.Hooks = append(w.Hooks, calls.Hook())
	return nil
}
