// Package wire holds the regions of discovery.
package wire

import (
	"context"

	"goldenpath.dev/patterns/discovery/discovery"
	"goldenpath.dev/patterns/discovery/discoverymetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Discovery spreads calls over the addresses of other services.
//
//golden:region stage=stores
func Discovery(_ context.Context, w *service.Wiring) error {
	discovered, err := discovery.Route(w.Upstreams.Connections(), discovery.Options{
		Policy: w.Config.Discovery.Policy, Refresh: w.Config.Discovery.Refresh, Rest: w.Config.Discovery.Rest,
		Static: w.Config.Discovery.Static, Log: w.Log,
	})
	if err != nil {
		return err
	}
	w.Discovered = discovered
	w.Checks = append(w.Checks, discovery.Checks(discovered)...)
	return nil
}

// DiscoveryMetrics measures the addresses where something measures.
//
//golden:region stage=stores
func DiscoveryMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(discoverymetrics.New(w.Discovered)); err != nil {
		return err
	}
	return nil
}
