const stage = (name: string, doc: string) => `package service

import "context"

// ${name} ${doc}.
func (w *Wiring) ${name}(_ context.Context) error {
	return nil
}
`;

/** Go and other files of the sample pack, by path in its module. */
export const SAMPLE_FILES: Readonly<Record<string, string>> = {
  'shutdown/run.sh': '#!/bin/sh\nexec sample-service serve\n',
  'shutdown/service/run.go': `// Package service is the sample service.
package service

import "context"

// Run runs the sample service.
func Run(ctx context.Context) error {
	return (&Wiring{}).stores(ctx)
}
`,
  'shutdown/service/extend.go': `package service

// extend is yours.
func (w *Wiring) extend() {}
`,
  'shutdown/service/wiring.go': `package service

import (
	"example.org/pgx"

	"goldenpath.dev/patterns/resources/samplething"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	Pool *pgx.Pool
	SampleThingRepository samplething.Repository
}
`,
  'shutdown/service/commands.go': stage('commands', 'adds commands'),
  'shutdown/service/telemetry.go': stage('telemetry', 'opens what measures'),
  'shutdown/service/stores.go': stage('stores', 'opens what keeps data'),
  'shutdown/service/resources.go': stage('resources', 'builds the resources'),
  'shutdown/service/transport.go': stage('transport', 'opens the doors'),
  'pool/pgdb/pool.go': `package pgdb

import (
	"context"

	"example.org/pgx"
)

// Open opens a pool.
func Open(ctx context.Context) (*pgx.Pool, error) { return &pgx.Pool{}, nil }
`,
  'pool/wire/wire.go': `package wire

import (
	"context"

	"goldenpath.dev/patterns/pool/pgdb"
	"goldenpath.dev/patterns/shutdown/service"
)

//golden:region stage=stores
func pool(ctx context.Context, w *service.Wiring) error {
	pool, err := pgdb.Open(ctx)
	if err != nil {
		return err
	}
	w.Pool = pool
	return nil
}
`,
  'pgx/wire/wire.go': `package wire

import (
	"context"

	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/shutdown/service"
)

//golden:region stage=stores scope=resource
func repository(ctx context.Context, w *service.Wiring) error {
	// Every sample thing has a row.
	w.SampleThingRepository = postgres.NewSampleThingRepository(w.Pool)
	return nil
}
`,
  'pgx/postgres/postgres.go': `// Package postgres keeps data — “rows”.
package postgres
`,
  'pgx/postgres/sample_thing.go': `package postgres

import (
	"example.org/pgx"

	"goldenpath.dev/patterns/pool/pgdb"
	"goldenpath.dev/patterns/resources/samplething"
)

// SampleThingRepository keeps a sample thing — “row” by row — in sample_things.
type SampleThingRepository struct {
	pool *pgx.Pool // to the database
	SampleThing samplething.SampleThing
}

var _ = pgdb.Open
`,
  'resources/samplething/samplething.go': `// Package samplething is about sample things.
package samplething

// SampleThing is a sample thing.
type SampleThing struct{ ID string }

// Repository keeps sample things.
type Repository interface{}
`,
};
