// Package wire holds the regions of service-layer.
package wire

import (
	"context"

	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/shutdown/service"
)

// UseCases puts the use cases on the repository.
//
//golden:region stage=resources scope=resource
func UseCases(_ context.Context, w *service.Wiring) error {
	w.SampleThingService = samplething.NewService(w.SampleThingRepository, w.Tx, w.Log)
	return nil
}
