// Package wire holds the regions of gateway.
package wire

import (
	"context"

	"goldenpath.dev/patterns/bounded-contexts/settings"
	"goldenpath.dev/patterns/gateway/api"
	"goldenpath.dev/patterns/gateway/apigateway"
	"goldenpath.dev/patterns/gateway/httpproxy"
	"goldenpath.dev/patterns/rest-contract/apidocs"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Proxies are the services that are asked for what is published.
//
//golden:region stage=stores
func Proxies(_ context.Context, w *service.Wiring) error {
	proxies, err := apigateway.Open(w.Config, w.Build.Name, settings.Prefixes(w.Config.HTTP.TrustedProxies))
	if err != nil {
		return err
	}
	w.Proxies = proxies
	w.Checks = append(w.Checks, proxies.Checks()...)
	w.Hooks = append(w.Hooks,
		lifecycle.Hook{Phase: lifecycle.Servers, Name: "streams", Stop: proxies.Stop},
		lifecycle.Hook{Phase: lifecycle.Pools, Name: "upstreams", Stop: proxies.Close},
	)
	return nil
}

// Published offers the operations of the services.
//
//golden:region stage=resources
func Published(_ context.Context, w *service.Wiring) error {
	published := w.Proxies.Routes(func() []httpx.Route { return w.Routes })
	w.Routes = append(w.Routes, published...)
	w.Middlewares = append(w.Middlewares, httpx.Middleware{Order: httpx.OrderStream, Wrap: httpproxy.Unhurried})
	return nil
}

// PublishedContract serves the contract of what is published.
//
//golden:region stage=transport
func PublishedContract(_ context.Context, w *service.Wiring) error {
	contract, err := apidocs.Routes(w.Build.Name, api.Contract, w.Routes)
	if err != nil {
		return err
	}
	w.Routes = append(w.Routes, contract...)
	return nil
}
