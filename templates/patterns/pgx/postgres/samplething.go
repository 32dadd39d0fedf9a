package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/resources/samplething"
)

// SampleThingRepository keeps sample things in PostgreSQL.
type SampleThingRepository struct {
	db *pgdb.DB
}

var _ samplething.Repository = (*SampleThingRepository)(nil)

// NewSampleThingRepository returns a repository on the database.
func NewSampleThingRepository(db *pgdb.DB) *SampleThingRepository {
	return &SampleThingRepository{db: db}
}

// Create implements samplething.Repository.
func (r *SampleThingRepository) Create(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	got, err := pgdb.One(ctx, r.db, scanSampleThing, insertSampleThing, sampleThingArgs(v)...)
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// Get implements samplething.Repository.
func (r *SampleThingRepository) Get(ctx context.Context, id uuid.UUID) (samplething.SampleThing, error) {
	const stmt = "SELECT " + sampleThingColumns + " FROM " + sampleThingTable + " WHERE id = $1 AND deleted_at IS NULL"
	got, err := pgdb.One(ctx, r.db, scanSampleThing, stmt, id)
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// List implements samplething.Repository.
func (r *SampleThingRepository) List(ctx context.Context, f samplething.Filter, p paging.Request) (paging.Page[samplething.SampleThing], error) {
	var q pgdb.Query
	filterSampleThing(&q, f)
	stmt, args := q.Page(sampleThingColumns, sampleThingTable, p)
	got, err := pgdb.All(ctx, r.db, scanSampleThing, stmt, args...)
	if err != nil {
		return paging.Page[samplething.SampleThing]{}, err
	}
	return samplething.Sorts.Page(p, got), nil
}

// Update implements samplething.Repository.
func (r *SampleThingRepository) Update(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	got, err := pgdb.One(ctx, r.db, scanSampleThing, updateSampleThing, append(sampleThingArgs(v), v.Version)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return got, r.explain(ctx, v.ID)
	}
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// Delete implements samplething.Repository.
func (r *SampleThingRepository) Delete(ctx context.Context, id uuid.UUID, seen int64) error {
	const stmt = "UPDATE " + sampleThingTable +
		" SET deleted_at = now(), version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL"
	n, err := pgdb.Exec(ctx, r.db, stmt, id, seen)
	if err == nil && n == 0 {
		return r.explain(ctx, id)
	}
	return sampleThingConstraints.Translate(err, "sample thing")
}

// explain says why a change found no row: there is none, or it has changed.
func (r *SampleThingRepository) explain(ctx context.Context, id uuid.UUID) error {
	if _, err := r.Get(ctx, id); err != nil {
		return err
	}
	return fault.Outdated("sample thing")
}
