package postgres_test

import (
	"testing"

	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/sqlc/postgres"
	"goldenpath.dev/patterns/testing/conformance"
)

func TestSampleThingRepository(t *testing.T) {
	t.Parallel()
	conformance.SampleThingRepository(t, func(db *pgdb.DB) samplething.Repository {
		return postgres.NewSampleThingRepository(db)
	})
}
