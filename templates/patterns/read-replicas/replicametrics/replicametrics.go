// Package replicametrics measures the reads from copies of the database for
// Prometheus.
package replicametrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/read-replicas/replica"
)

var (
	up    = describe("up", "Whether a copy is well and fresh enough to read from.", "endpoint")
	lag   = describe("lag_seconds", "Age of a copy's data when it was last asked.", "endpoint")
	reads = describe("reads_total", "Reads that might go to a copy, by where they went: an endpoint, or the primary.", "endpoint")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("postgres_replica_"+name, help, labels, nil)
}

type collector struct{ set *replica.Set }

// New returns a collector for the copies of the set.
func New(set *replica.Set) prometheus.Collector { return collector{set: set} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, measure := range []*prometheus.Desc{up, lag, reads} {
		out <- measure
	}
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.set.State()
	out <- prometheus.MustNewConstMetric(reads, prometheus.CounterValue, float64(state.FromPrimary), "primary")
	for _, at := range state.Endpoints {
		well := 0.0
		if at.Well {
			well = 1
		}
		out <- prometheus.MustNewConstMetric(up, prometheus.GaugeValue, well, at.Name)
		out <- prometheus.MustNewConstMetric(lag, prometheus.GaugeValue, at.Lag.Seconds(), at.Name)
		out <- prometheus.MustNewConstMetric(reads, prometheus.CounterValue, float64(at.Reads), at.Name)
	}
}
