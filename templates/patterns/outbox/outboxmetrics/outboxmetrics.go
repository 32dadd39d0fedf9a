// Package outboxmetrics measures the outbox for Prometheus.
package outboxmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/outbox/outbox"
)

type measure struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	read        func(outbox.State) float64
}

type collector struct {
	state    func() outbox.State
	measures []measure
}

// New returns a collector for what state returns.
func New(state func() outbox.State) prometheus.Collector {
	gauge, counter := prometheus.GaugeValue, prometheus.CounterValue
	return collector{state: state, measures: []measure{
		{describe("waiting", "Events that wait to be published; counting ends at 100,000."), gauge, func(s outbox.State) float64 { return float64(s.Waiting) }},
		{describe("refused", "Events that the broker will never take; counting ends at 100,000."), gauge, func(s outbox.State) float64 { return float64(s.Refused) }},
		{describe("lag_seconds", "Age of the oldest event that waits."), gauge, func(s outbox.State) float64 { return s.Lag.Seconds() }},
		{describe("leads", "Whether this process publishes."), gauge, func(s outbox.State) float64 {
			if s.Leads {
				return 1
			}
			return 0
		}},
		{describe("sent_total", "Events that this process has published."), counter, func(s outbox.State) float64 { return float64(s.Sent) }},
		{describe("failures_total", "Passes in which publishing failed."), counter, func(s outbox.State) float64 { return float64(s.Failed) }},
	}}
}

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("outbox_"+name, help, nil, nil)
}

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, one := range c.measures {
		out <- one.description
	}
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.state()
	for _, one := range c.measures {
		out <- prometheus.MustNewConstMetric(one.description, one.kind, one.read(state))
	}
}
