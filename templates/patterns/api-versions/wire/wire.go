// Package wire holds the regions of api-versions.
package wire

import (
	"context"

	"goldenpath.dev/patterns/api-versions/apiversion"
	"goldenpath.dev/patterns/api-versions/httpapiv2"
	"goldenpath.dev/patterns/api-versions/versionmetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Successors serves sample things in the newer version too.
//
//golden:region stage=resources scope=resource
func Successors(_ context.Context, w *service.Wiring) error {
	w.Routes = append(w.Routes, apiversion.Succeed(w.Routes, httpapiv2.SampleThingRoutes(w.SampleThingService))...)
	return nil
}

// BatchSuccessors serves batches of them in the newer version too.
//
//golden:region stage=resources scope=resource
func BatchSuccessors(_ context.Context, w *service.Wiring) error {
	w.Routes = append(w.Routes, apiversion.Succeed(w.Routes, httpapiv2.SampleThingBatchRoutes(w.SampleThingBatches))...)
	return nil
}

// Deprecate tells callers of the older version what takes its place, and when.
//
//golden:region stage=transport
func Deprecate(_ context.Context, w *service.Wiring) error {
	if err := apiversion.Deprecate(w.Routes, apiversion.Settings{
		DeprecatedAt: w.Config.APIV1.DeprecatedAt, SunsetAt: w.Config.APIV1.SunsetAt,
		GoneAfterSunset: w.Config.APIV1.GoneAfterSunset,
	}); err != nil {
		return err
	}
	return nil
}

// VersionMetrics counts who calls which version where something measures.
//
//golden:region stage=transport
func VersionMetrics(_ context.Context, w *service.Wiring) error {
	if err := versionmetrics.Observe(w.Metrics, w.Routes); err != nil {
		return err
	}
	return nil
}
