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
	"goldenpath.dev/patterns/sqlc/postgres/sqlcdb"
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
func (r *SampleThingRepository) Create(ctx context.Context, v samplething.SampleThing) (got samplething.SampleThing, err error) {
	err = r.use(ctx, func(q *sqlcdb.Queries) error {
		row, err := q.InsertSampleThing(ctx, insertSampleThingParams(v))
		got = sampleThingOf(row)
		return err
	})
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// Get implements samplething.Repository.
func (r *SampleThingRepository) Get(ctx context.Context, id uuid.UUID) (got samplething.SampleThing, err error) {
	err = r.use(ctx, func(q *sqlcdb.Queries) error {
		row, err := q.GetSampleThing(ctx, id)
		got = sampleThingOf(row)
		return err
	})
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// List implements samplething.Repository.
func (r *SampleThingRepository) List(ctx context.Context, f samplething.Filter, p paging.Request) (paging.Page[samplething.SampleThing], error) {
	var found []samplething.SampleThing
	err := r.use(ctx, func(q *sqlcdb.Queries) error {
		rows, err := listSampleThings(ctx, q, f, p)
		for _, row := range rows {
			found = append(found, sampleThingOf(row))
		}
		return err
	})
	if err != nil {
		return paging.Page[samplething.SampleThing]{}, err
	}
	return samplething.Sorts.Page(p, found), nil
}

// Update implements samplething.Repository.
func (r *SampleThingRepository) Update(ctx context.Context, v samplething.SampleThing) (got samplething.SampleThing, err error) {
	err = r.use(ctx, func(q *sqlcdb.Queries) error {
		row, err := q.UpdateSampleThing(ctx, updateSampleThingParams(v))
		got = sampleThingOf(row)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return got, r.explain(ctx, v.ID)
	}
	return got, sampleThingConstraints.Translate(err, "sample thing")
}

// Delete implements samplething.Repository.
func (r *SampleThingRepository) Delete(ctx context.Context, id uuid.UUID, seen int64) error {
	var deleted int64
	err := r.use(ctx, func(q *sqlcdb.Queries) (err error) {
		deleted, err = q.DeleteSampleThing(ctx, sqlcdb.DeleteSampleThingParams{ID: id, Version: seen})
		return err
	})
	if err == nil && deleted == 0 {
		return r.explain(ctx, id)
	}
	return sampleThingConstraints.Translate(err, "sample thing")
}

// use runs queries, in the transaction of ctx if there is one.
func (r *SampleThingRepository) use(ctx context.Context, work func(*sqlcdb.Queries) error) error {
	return r.db.Use(ctx, func(on pgdb.Execer) error { return work(sqlcdb.New(on)) })
}

// explain says why a change found no row: there is none, or it has changed.
func (r *SampleThingRepository) explain(ctx context.Context, id uuid.UUID) error {
	if _, err := r.Get(ctx, id); err != nil {
		return err
	}
	return fault.Outdated("sample thing")
}
