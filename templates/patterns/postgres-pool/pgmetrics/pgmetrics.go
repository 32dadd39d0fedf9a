// Package pgmetrics measures a pool of PostgreSQL connections for Prometheus.
package pgmetrics

import (
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
)

type measure struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	read        func(*pgxpool.Stat) float64
}

type collector struct {
	pool     *pgxpool.Pool
	measures []measure
}

// New returns a collector for the pool.
func New(pool *pgxpool.Pool) prometheus.Collector {
	gauge, counter := prometheus.GaugeValue, prometheus.CounterValue
	return collector{pool: pool, measures: []measure{
		{describe("max_connections", "Connections that the pool may open."), gauge, func(s *pgxpool.Stat) float64 { return float64(s.MaxConns()) }},
		{describe("connections", "Connections that are open."), gauge, func(s *pgxpool.Stat) float64 { return float64(s.TotalConns()) }},
		{describe("connections_in_use", "Connections that are in use."), gauge, func(s *pgxpool.Stat) float64 { return float64(s.AcquiredConns()) }},
		{describe("acquires_total", "Connections taken from the pool."), counter, func(s *pgxpool.Stat) float64 { return float64(s.AcquireCount()) }},
		{describe("acquire_waits_total", "Times that a connection had to be waited for."), counter, func(s *pgxpool.Stat) float64 { return float64(s.EmptyAcquireCount()) }},
		{describe("acquire_seconds_total", "Time spent on taking connections."), counter, func(s *pgxpool.Stat) float64 { return s.AcquireDuration().Seconds() }},
		{describe("acquire_canceled_total", "Times that waiting for a connection was given up."), counter, func(s *pgxpool.Stat) float64 { return float64(s.CanceledAcquireCount()) }},
	}}
}

func describe(name, help string) *prometheus.Desc {
	return prometheus.NewDesc("postgres_pool_"+name, help, nil, nil)
}

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	for _, one := range c.measures {
		out <- one.description
	}
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	stat := c.pool.Stat()
	for _, one := range c.measures {
		out <- prometheus.MustNewConstMetric(one.description, one.kind, one.read(stat))
	}
}
