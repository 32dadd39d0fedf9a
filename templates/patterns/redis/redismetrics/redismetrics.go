// Package redismetrics measures a pool of Redis connections for Prometheus.
package redismetrics

import (
	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/go-redis/v9"
)

type measure struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	read        func(*redis.PoolStats) uint32
}

type collector struct {
	client   redis.UniversalClient
	measures []measure
}

// New returns a collector for the connections of the client.
func New(client redis.UniversalClient) prometheus.Collector {
	gauge, counter := prometheus.GaugeValue, prometheus.CounterValue
	return collector{client: client, measures: []measure{
		{describe("connections", "Connections that are open."), gauge, func(s *redis.PoolStats) uint32 { return s.TotalConns }},
		{describe("connections_idle", "Connections that are open and not in use."), gauge, func(s *redis.PoolStats) uint32 { return s.IdleConns }},
		{describe("reuses_total", "Times that an open connection was free."), counter, func(s *redis.PoolStats) uint32 { return s.Hits }},
		{describe("misses_total", "Times that no open connection was free."), counter, func(s *redis.PoolStats) uint32 { return s.Misses }},
		{describe("timeouts_total", "Times that waiting for a connection was given up."), counter, func(s *redis.PoolStats) uint32 { return s.Timeouts }},
		{describe("stale_total", "Connections that were found broken or too old."), counter, func(s *redis.PoolStats) uint32 { return s.StaleConns }},
	}}
}

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("redis_pool_"+name, help, nil, nil)
}

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, one := range c.measures {
		out <- one.description
	}
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	stats := c.client.PoolStats()
	for _, one := range c.measures {
		out <- prometheus.MustNewConstMetric(one.description, one.kind, float64(one.read(stats)))
	}
}
