// Package cachemetrics measures a cache for Prometheus.
package cachemetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/cache-aside/cache"
)

var (
	requests = prometheus.NewDesc("cache_requests_total",
		"Questions to the cache: hit and miss, passed where it must not answer, error where Redis did not.",
		[]string{"cache", "result"}, nil)
	used = prometheus.NewDesc("cache_used", "Whether the cache is used: 0 while Redis is away.", nil, nil)
)

type collector struct{ store *cache.Store }

// New returns a collector for the store.
func New(store *cache.Store) prometheus.Collector { return collector{store: store} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- requests
	out <- used
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	for kind, count := range c.store.Counts() {
		for result, value := range map[string]uint64{
			"hit": count.Hits, "miss": count.Misses, "passed": count.Passed, "error": count.Failures,
		} {
			out <- prometheus.MustNewConstMetric(requests, prometheus.CounterValue, float64(value), kind, result)
		}
	}
	var now float64
	if c.store.Used() {
		now = 1
	}
	out <- prometheus.MustNewConstMetric(used, prometheus.GaugeValue, now)
}
