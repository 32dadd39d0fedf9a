// Package wire holds the regions of grpc-interceptors.
package wire

import (
	"context"

	"goldenpath.dev/patterns/grpc-interceptors/interceptor"
	"goldenpath.dev/patterns/grpc-interceptors/rpcmetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

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
