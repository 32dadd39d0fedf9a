// Package partitionmetrics measures the partitions of tables for Prometheus.
package partitionmetrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"goldenpath.dev/patterns/partitions/partition"
)

var (
	partitions = prometheus.NewDesc("postgres_partitions", "Monthly partitions of a table.", []string{"table"}, nil)
	strays     = prometheus.NewDesc("postgres_default_partition_rows", "Rows of a table that are in no month's partition, as far as they were counted.", []string{"table"}, nil)
)

type collector struct{ keeper *partition.Keeper }

// New returns a collector for what the keeper has found out.
func New(keeper *partition.Keeper) prometheus.Collector { return collector{keeper: keeper} }

// Describe names the measures.
func (c collector) Describe(out chan<- *prometheus.Desc) {
	out <- partitions
	out <- strays
}

// Collect reads the measures.
func (c collector) Collect(out chan<- prometheus.Metric) {
	for _, table := range c.keeper.Tables() {
		out <- prometheus.MustNewConstMetric(partitions, prometheus.GaugeValue, float64(table.Partitions), table.Name)
		out <- prometheus.MustNewConstMetric(strays, prometheus.GaugeValue, float64(table.Strays), table.Name)
	}
}
