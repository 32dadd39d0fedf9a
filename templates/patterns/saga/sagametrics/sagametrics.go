// Package sagametrics measures sagas for Prometheus.
package sagametrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/saga/saga"
)

var (
	open  = prometheus.NewDesc("sagas_open", "Sagas that have not ended, by state; counting ends at 100,000.", []string{"state"}, nil)
	stuck = prometheus.NewDesc("sagas_stuck", "Sagas that could not be undone in as many attempts as a step has.", nil, nil)
	steps = prometheus.NewDesc("saga_steps_total", "Attempts at steps in this process, by outcome: done, undone or failed.",
		[]string{"kind", "step", "outcome"}, nil)
)

type collector struct{ state func() saga.State }

// New returns a collector for what state returns.
func New(state func() saga.State) prometheus.Collector { return collector{state} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- open
	out <- stuck
	out <- steps
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.state()
	out <- prometheus.MustNewConstMetric(open, prometheus.GaugeValue, float64(state.Running), saga.Running)
	out <- prometheus.MustNewConstMetric(open, prometheus.GaugeValue, float64(state.Compensating), saga.Compensating)
	out <- prometheus.MustNewConstMetric(stuck, prometheus.GaugeValue, float64(state.Stuck))
	for of, number := range state.Outcomes {
		out <- prometheus.MustNewConstMetric(steps, prometheus.CounterValue, float64(number), of.Kind, of.Step, of.Outcome)
	}
}
