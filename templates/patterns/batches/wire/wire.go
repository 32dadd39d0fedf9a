// Package wire holds the regions of batches.
package wire

import (
	"context"

	"goldenpath.dev/patterns/batches/batches"
	"goldenpath.dev/patterns/grpc/grpcapi"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpapi"
	"goldenpath.dev/patterns/shutdown/service"
)

// Batches offers to store many sample things at once.
//
//golden:region stage=resources scope=resource
func Batches(_ context.Context, w *service.Wiring) error {
	sampleThingStore := batches.NewSampleThingStore(w.DB, w.SampleThingRepository)
	w.SampleThingBatches = samplething.NewBatches(w.SampleThingService, sampleThingStore)
	return nil
}

// BatchRoutes offers to create many sample things in one request.
//
//golden:region stage=resources scope=resource
func BatchRoutes(_ context.Context, w *service.Wiring) error {
	w.Routes = append(w.Routes, httpapi.SampleThingBatchRoutes(w.SampleThingBatches)...)
	return nil
}

// BatchImports lets imports store many sample things at a time.
//
//golden:region stage=resources scope=resource
func BatchImports(_ context.Context, w *service.Wiring) error {
	grpcapi.ImportSampleThingsInBatches(w.RPCs, w.SampleThingBatches)
	return nil
}
