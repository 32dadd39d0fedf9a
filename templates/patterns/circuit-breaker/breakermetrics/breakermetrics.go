// Package breakermetrics measures circuits for Prometheus.
package breakermetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/circuit-breaker/breaker"
)

var (
	state = prometheus.NewDesc("upstream_circuit_state",
		"Whether the circuit before a service is in this state.", []string{"upstream", "state"}, nil)
	opened = prometheus.NewDesc("upstream_circuit_opened_total",
		"How often the circuit before a service has opened.", []string{"upstream"}, nil)
	refused = prometheus.NewDesc("upstream_circuit_refused_total",
		"Attempts to call a service that its circuit did not let out.", []string{"upstream"}, nil)
)

// New returns a collector of the circuits.
func New(circuits []*breaker.Circuit) prometheus.Collector { return collector(circuits) }

type collector []*breaker.Circuit

// Describe sends what is measured.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- state
	out <- opened
	out <- refused
}

// Collect reads the circuits.
func (c collector) Collect(out chan<- prometheus.Metric) {
	for _, circuit := range c {
		now := circuit.State()
		for _, one := range breaker.States() {
			out <- prometheus.MustNewConstMetric(state, prometheus.GaugeValue, number(one == now), circuit.Name(), string(one))
		}
		out <- prometheus.MustNewConstMetric(opened, prometheus.CounterValue, float64(circuit.Opened()), circuit.Name())
		out <- prometheus.MustNewConstMetric(refused, prometheus.CounterValue, float64(circuit.Refused()), circuit.Name())
	}
}

func number(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}
