// Package wire holds the regions of watch.
package wire

import (
	"context"

	"goldenpath.dev/patterns/grpc/grpcapi"
	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/watch/watch"
	"goldenpath.dev/patterns/watch/watchmetrics"
)

// Watches lets callers listen to what is published.
//
//golden:region stage=stores
func Watches(_ context.Context, w *service.Wiring) error {
	w.Watches = watch.New(w.Feed, w.Config.Watch.Limit)
	return nil
}

// WatchMetrics measures watches where something measures.
//
//golden:region stage=stores
func WatchMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(watchmetrics.New(w.Watches.State)); err != nil {
		return err
	}
	return nil
}

// Watch offers to watch sample things.
//
//golden:region stage=resources scope=resource
func Watch(_ context.Context, w *service.Wiring) error {
	grpcapi.WatchSampleThings(w.RPCs, w.Watches)
	return nil
}
