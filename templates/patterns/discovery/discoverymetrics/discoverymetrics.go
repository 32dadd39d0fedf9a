// Package discoverymetrics measures the addresses of other services for Prometheus.
package discoverymetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/discovery/discovery"
)

var addresses = prometheus.NewDesc("upstream_addresses",
	"Addresses of a service: serving, or resting because calls of them failed.", []string{"upstream", "state"}, nil)

// New returns a collector of the addresses.
func New(services []*discovery.Service) prometheus.Collector { return collector(services) }

type collector []*discovery.Service

// Describe sends what is measured.
func (c collector) Describe(out chan<- *prometheus.Desc) { out <- addresses }

// Collect reads the addresses.
func (c collector) Collect(out chan<- prometheus.Metric) {
	for _, service := range c {
		serving, resting := service.Count()
		out <- prometheus.MustNewConstMetric(addresses, prometheus.GaugeValue, float64(serving), service.Name(), "serving")
		out <- prometheus.MustNewConstMetric(addresses, prometheus.GaugeValue, float64(resting), service.Name(), "resting")
	}
}
