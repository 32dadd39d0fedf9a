// Package natsmetrics measures the messages of the service for Prometheus.
package natsmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/nats/natsmq"
)

// Broker is what is measured.
type Broker interface {
	Connected() bool
	Counts() natsmq.Counts
}

var (
	connected = describe("nats_connected", "Whether there is a connection to a NATS server.")
	published = describe("messages_published_total", "Messages that were published, by outcome: stored or failed.", "topic", "outcome")
	handled   = describe("messages_handled_total", "Attempts at messages, by outcome: done, failed or dead.", "topic", "group", "outcome")
	seconds   = describe("messages_handling_seconds_total", "Time that handlers took.", "topic", "group")
	waiting   = describe("messages_waiting", "Messages that waited behind the last one that this process was given.", "topic", "group")
)

func describe(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(name, help, labels, nil)
}

type collector struct{ broker Broker }

// New returns a collector for the messages of the broker.
func New(broker Broker) prometheus.Collector { return collector{broker} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, one := range []*prometheus.Desc{connected, published, handled, seconds, waiting} {
		out <- one
	}
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	gauge := func(of *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(of, prometheus.GaugeValue, value, labels...)
	}
	count := func(of *prometheus.Desc, value float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(of, prometheus.CounterValue, value, labels...)
	}
	up := 0.0
	if c.broker.Connected() {
		up = 1
	}
	gauge(connected, up)
	counts := c.broker.Counts()
	for of, number := range counts.Published {
		count(published, float64(number), of.Topic, of.Outcome)
	}
	for of, number := range counts.Handled {
		count(handled, float64(number), of.Topic, of.Group, of.Outcome)
	}
	for of, took := range counts.Time {
		count(seconds, took.Seconds(), of.Topic, of.Group)
	}
	for of, number := range counts.Waiting {
		gauge(waiting, float64(number), of.Topic, of.Group)
	}
}
