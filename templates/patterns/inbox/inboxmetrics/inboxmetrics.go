// Package inboxmetrics measures the inbox for Prometheus.
package inboxmetrics

import "github.com/prometheus/client_golang/prometheus"

var messages = prometheus.NewDesc("inbox_messages_total", "Messages that came, by outcome: handled or repeated.", []string{"outcome"}, nil)

type collector struct {
	counts func() (handled, repeated int64)
}

// New returns a collector for what counts returns.
func New(counts func() (handled, repeated int64)) prometheus.Collector { return collector{counts} }

// Describe names the measure.
func (c collector) Describe(out chan<- *prometheus.Desc) { out <- messages }

// Collect reads the measure.
func (c collector) Collect(out chan<- prometheus.Metric) {
	handled, repeated := c.counts()
	out <- prometheus.MustNewConstMetric(messages, prometheus.CounterValue, float64(handled), "handled")
	out <- prometheus.MustNewConstMetric(messages, prometheus.CounterValue, float64(repeated), "repeated")
}
