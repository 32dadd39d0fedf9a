// Package watchmetrics measures watches for Prometheus.
package watchmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/watch/watch"
)

var (
	open    = prometheus.NewDesc("watches_open", "Watches that are open.", nil, nil)
	refused = prometheus.NewDesc("watches_refused_total", "Watches that there was no room for.", nil, nil)
	told    = prometheus.NewDesc("watches_told_total", "Messages that watches were told of, once for each watch.", nil, nil)
)

type collector struct{ state func() watch.State }

// New returns a collector for what state returns.
func New(state func() watch.State) prometheus.Collector { return collector{state} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- open
	out <- refused
	out <- told
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	state := c.state()
	out <- prometheus.MustNewConstMetric(open, prometheus.GaugeValue, float64(state.Open))
	out <- prometheus.MustNewConstMetric(refused, prometheus.CounterValue, float64(state.Refused))
	out <- prometheus.MustNewConstMetric(told, prometheus.CounterValue, float64(state.Told))
}
