// Package wire holds the regions of partitions.
package wire

import (
	"context"

	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/partitions/partition"
	"goldenpath.dev/patterns/partitions/partitionmetrics"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/shutdown/service"
)

// Partitions keeps the monthly partitions of tables.
//
//golden:region stage=stores
func Partitions(_ context.Context, w *service.Wiring) error {
	w.Partitions = partition.New(w.Pool, partition.Options{
		Ahead: w.Config.Partition.Ahead, Retention: w.Config.Partition.Retention, Log: w.Log,
	})
	w.Runners = append(w.Runners, lifecycle.Runner{Name: "partitions", Run: w.Partitions.Run})
	w.Checks = append(w.Checks, health.Check{Name: "partitions", Run: w.Partitions.Check})
	w.Hooks = append(w.Hooks, lifecycle.Hook{Phase: lifecycle.Consumers, Name: "partitions", Stop: w.Partitions.Close})
	return nil
}

// PartitionMetrics measures the partitions where something measures.
//
//golden:region stage=stores
func PartitionMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(partitionmetrics.New(w.Partitions)); err != nil {
		return err
	}
	return nil
}
