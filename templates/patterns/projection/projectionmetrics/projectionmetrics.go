// Package projectionmetrics measures the projection for Prometheus.
package projectionmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/projection/projection"
)

type collector struct {
	state         func() projection.State
	lag, building *prometheus.Desc
}

// New returns a collector for what state returns.
func New(state func() projection.State) prometheus.Collector {
	return collector{
		state:    state,
		lag:      prometheus.NewDesc("projection_lag_seconds", "Age of the oldest event that is not counted yet.", nil, nil),
		building: prometheus.NewDesc("projection_building", "Whether the projection is being built.", nil, nil),
	}
}

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- c.lag
	out <- c.building
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.state()
	building := 0.0
	if state.Building {
		building = 1
	}
	out <- prometheus.MustNewConstMetric(c.lag, prometheus.GaugeValue, state.Lag.Seconds())
	out <- prometheus.MustNewConstMetric(c.building, prometheus.GaugeValue, building)
}
