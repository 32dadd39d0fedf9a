// Package wire holds the regions of typed-clients.
package wire

import (
	"context"

	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/typed-clients/clientmetrics"
	"goldenpath.dev/patterns/typed-clients/references"
	"goldenpath.dev/patterns/typed-clients/upstream"
)

// Upstreams makes the clients of other services.
//
//golden:region stage=stores
func Upstreams(_ context.Context, w *service.Wiring) error {
	upstreams, err := upstream.Open(w.Config, w.Build.Name)
	if err != nil {
		return err
	}
	w.Upstreams = upstreams
	w.Checks = append(w.Checks, upstreams.Checks()...)
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "upstreams", Stop: upstreams.Close})
	return nil
}

// UpstreamMetrics measures the calls where something measures.
//
//golden:region stage=stores
func UpstreamMetrics(_ context.Context, w *service.Wiring) error {
	if err := clientmetrics.Observe(w.Metrics, w.Upstreams.Callers()); err != nil {
		return err
	}
	return nil
}

// References guards what refers to resources of other services.
//
//golden:region stage=resources scope=resource
func References(_ context.Context, w *service.Wiring) error {
	w.SampleThingService.AddGuard(references.SampleThing(w.Upstreams))
	return nil
}
