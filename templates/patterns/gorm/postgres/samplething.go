package postgres

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/gorm/gormdb"
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
	row := sampleThingRowOf(v)
	err := r.use(ctx, func(g *gorm.DB) error {
		return g.Clauses(gormdb.Returning{}).Create(&row).Error
	})
	return row.value(), sampleThingConstraints.Translate(err, "sample thing")
}

// Get implements samplething.Repository.
func (r *SampleThingRepository) Get(ctx context.Context, id uuid.UUID) (samplething.SampleThing, error) {
	var row sampleThingRow
	err := r.use(ctx, func(g *gorm.DB) error {
		return g.Where("id = ?", id).Take(&row).Error
	})
	return row.value(), sampleThingConstraints.Translate(err, "sample thing")
}

// List implements samplething.Repository.
func (r *SampleThingRepository) List(ctx context.Context, f samplething.Filter, p paging.Request) (paging.Page[samplething.SampleThing], error) {
	var rows []sampleThingRow
	err := r.use(ctx, func(g *gorm.DB) error {
		return g.Where(filterSampleThing(f)).Scopes(gormdb.Page(p)).Find(&rows).Error
	})
	if err != nil {
		return paging.Page[samplething.SampleThing]{}, err
	}
	found := make([]samplething.SampleThing, len(rows))
	for i, row := range rows {
		found[i] = row.value()
	}
	return samplething.Sorts.Page(p, found), nil
}

// Update implements samplething.Repository.
func (r *SampleThingRepository) Update(ctx context.Context, v samplething.SampleThing) (samplething.SampleThing, error) {
	row := sampleThingRow{ID: v.ID}
	changed, err := r.change(ctx, &row, v.Version, sampleThingRowOf(v).changes())
	if err == nil && !changed {
		return v, r.explain(ctx, v.ID)
	}
	return row.value(), sampleThingConstraints.Translate(err, "sample thing")
}

// Delete implements samplething.Repository.
func (r *SampleThingRepository) Delete(ctx context.Context, id uuid.UUID, seen int64) error {
	changed, err := r.change(ctx, &sampleThingRow{ID: id}, seen, map[string]any{
		"version": gorm.Expr("version + 1"), "deleted_at": gorm.Expr("now()"),
	})
	if err == nil && !changed {
		return r.explain(ctx, id)
	}
	return sampleThingConstraints.Translate(err, "sample thing")
}

// use runs work on the table, in the transaction of ctx if there is one.
func (r *SampleThingRepository) use(ctx context.Context, work func(*gorm.DB) error) error {
	return gormdb.Use(ctx, r.db, func(g *gorm.DB) error { return work(g.Table(sampleThingTable)) })
}

// change sets columns of the row with the id of row in the version seen, reads
// it back into row, and says whether there was one.
func (r *SampleThingRepository) change(ctx context.Context, row *sampleThingRow, seen int64, set map[string]any) (changed bool, err error) {
	err = r.use(ctx, func(g *gorm.DB) error {
		g = g.Model(row).Clauses(gormdb.Returning{}).Where("version = ?", seen).Updates(set)
		changed = g.RowsAffected > 0
		return g.Error
	})
	return changed, err
}

// explain says why a change found no row: there is none, or it has changed.
func (r *SampleThingRepository) explain(ctx context.Context, id uuid.UUID) error {
	if _, err := r.Get(ctx, id); err != nil {
		return err
	}
	return fault.Outdated("sample thing")
}
