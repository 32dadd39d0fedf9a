// Package wire holds the regions of rest-contract.
package wire

import (
	"context"

	"goldenpath.dev/patterns/rest-contract/api"
	"goldenpath.dev/patterns/rest-contract/apidocs"
	"goldenpath.dev/patterns/rest-contract/httpapi"
	"goldenpath.dev/patterns/shutdown/service"
)

// Routes offers the operations on sample things.
//
//golden:region stage=resources scope=resource
func Routes(_ context.Context, w *service.Wiring) error {
	w.Routes = append(w.Routes, httpapi.SampleThingRoutes(w.SampleThingService)...)
	return nil
}

// Contract serves the contract itself.
//
//golden:region stage=transport
func Contract(_ context.Context, w *service.Wiring) error {
	contract, err := apidocs.Routes(w.Build.Name, api.Contract, w.Routes)
	if err != nil {
		return err
	}
	w.Routes = append(w.Routes, contract...)
	return nil
}
