// Package wire holds the regions of nats.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/nats/natsmetrics"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Broker opens the connection to NATS. Without it messages wait, and requests do
// not, so its check keeps no request away.
//
//golden:region stage=stores
func Broker(_ context.Context, w *service.Wiring) error {
	broker, err := natsmq.Open(natsmq.Options{
		URL: w.Config.NATS.URL.Reveal(), Service: w.Build.Name, Prefix: w.Config.NATS.Prefix,
		Replicas: w.Config.NATS.Replicas, Retention: w.Config.NATS.Retention, Timeout: w.Config.NATS.Timeout,
		AckWait: w.Config.NATS.AckWait, HandleTimeout: w.Config.NATS.HandleTimeout,
		Attempts: w.Config.NATS.Attempts, Backoff: w.Config.NATS.Backoff, Log: w.Log,
	})
	if err != nil {
		return err
	}
	w.Broker, w.Publisher = broker, broker
	w.Checks = append(w.Checks, health.Check{Name: "nats", Run: broker.Check})
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "nats", Run: broker.Run})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Consumers, Name: "messages", Stop: broker.Stop})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Pools, Name: "nats", Stop: broker.Close})
	return nil
}

// Feed reads what was published.
//
//golden:region stage=stores
func Feed(_ context.Context, w *service.Wiring) error {
	w.Feed = w.Broker
	return nil
}

// BrokerMetrics measures messages where something measures.
//
//golden:region stage=stores
func BrokerMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(natsmetrics.New(w.Broker)); err != nil {
		return err
	}
	return nil
}

// Messages hands messages to those who handle them.
//
//golden:region stage=transport
func Messages(_ context.Context, w *service.Wiring) error {
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "messages", Run: w.Broker.Serve(w.Handlers)})
	return nil
}
