package gormdb_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gorm.io/gorm"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/gorm/gormdb"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/pgtest"
)

const schema = `CREATE TABLE things (
	id uuid PRIMARY KEY, name text NOT NULL UNIQUE, price numeric(12, 2), at timestamptz, day date, texts text[] NOT NULL, numbers bigint[] NOT NULL)`

type thing struct {
	ID      uuid.UUID
	Name    string
	Price   *decimal.Decimal
	At      *time.Time
	Day     *time.Time
	Texts   gormdb.List[string] `gorm:"type:text[]"`
	Numbers gormdb.List[int64]  `gorm:"type:bigint[]"`
}

func open(t *testing.T) *pgdb.DB {
	t.Helper()
	config, err := pgxpool.ParseConfig(pgtest.Database(t))
	require.NoError(t, err)
	config.MaxConns = 1
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	_, err = pool.Exec(t.Context(), schema)
	require.NoError(t, err)
	return pgdb.New(pool, 50*time.Millisecond)
}

func create(ctx context.Context, db *pgdb.DB, v thing) error {
	return gormdb.Use(ctx, db, func(g *gorm.DB) error { return g.Create(&v).Error })
}

func read(t *testing.T, db *pgdb.DB, id uuid.UUID) (thing, error) {
	t.Helper()
	var found thing
	err := gormdb.Use(t.Context(), db, func(g *gorm.DB) error { return g.Take(&found, "id = ?", id).Error })
	return found, err
}

func TestValuesComeBackAsTheyWereStored(t *testing.T) {
	t.Parallel()
	db := open(t)
	price, at := decimal.RequireFromString("1234567890.25"), time.Date(2026, time.January, 31, 13, 45, 0, 123456000, time.UTC)
	day := at.Truncate(24 * time.Hour)
	for _, v := range []thing{
		{
			ID: uuid.New(), Name: "full", Price: &price, At: &at, Day: &day,
			Texts: gormdb.List[string]{"a", `"b", {c}`, ""}, Numbers: gormdb.List[int64]{-1, 1 << 62},
		},
		{ID: uuid.New(), Name: "empty", Texts: gormdb.List[string]{}, Numbers: gormdb.List[int64]{}},
	} {
		require.NoError(t, create(t.Context(), db, v))
		found, err := read(t, db, v.ID)
		require.NoError(t, err)
		if v.At != nil {
			require.True(t, v.At.Equal(*found.At))
			found.At = v.At
		}
		assert.Equal(t, v, found)
	}
}

func TestGORMAndPgxShareOneTransaction(t *testing.T) {
	t.Parallel()
	db := open(t)
	failure := errors.New("changed my mind")
	v := thing{ID: uuid.New(), Name: "a", Texts: gormdb.List[string]{}, Numbers: gormdb.List[int64]{}}
	require.ErrorIs(t, db.InTx(t.Context(), func(ctx context.Context) error {
		if err := create(ctx, db, v); err != nil {
			return err
		}
		n, err := pgdb.One(ctx, db, pgx.RowTo[int], "SELECT count(*) FROM things")
		assert.Equal(t, 1, n)
		return errors.Join(err, failure)
	}), failure)
	_, err := read(t, db, v.ID)
	assert.ErrorIs(t, err, pgx.ErrNoRows)

	err = gormdb.Use(t.Context(), db, func(g *gorm.DB) error { return g.Begin().Error })
	assert.ErrorContains(t, err, "InTx", "a transaction that pgx would not see")
}

func TestErrorsAreThoseOfTheDatabase(t *testing.T) {
	t.Parallel()
	db := open(t)
	v := thing{ID: uuid.New(), Name: "a", Texts: gormdb.List[string]{}, Numbers: gormdb.List[int64]{}}
	require.NoError(t, create(t.Context(), db, v))
	v.ID = uuid.New()
	err := pgdb.Constraints{"things_name_key": "name"}.Translate(create(t.Context(), db, v), "thing")
	refused, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	assert.Equal(t, fault.Conflict, refused.Kind)
	assert.Equal(t, "/name", refused.Fields[0].Pointer)

	// The one connection is in use, so the next request is turned away.
	require.NoError(t, gormdb.Use(t.Context(), db, func(*gorm.DB) error {
		_, err := read(t, db, v.ID)
		assert.Equal(t, fault.Unavailable, fault.KindOf(err))
		return nil
	}))
}

func TestAListIsReadFromAnArrayOfItsItems(t *testing.T) {
	t.Parallel()
	var list gormdb.List[int64]
	require.NoError(t, list.Scan([]any{int64(1)}))
	assert.Equal(t, gormdb.List[int64]{1}, list)
	for _, wrong := range []any{nil, "a", []any{"a"}, []any{nil}} {
		assert.Error(t, list.Scan(wrong))
	}
}

func TestANewerSchemaDoesNotDisturb(t *testing.T) {
	t.Parallel()
	db := open(t)
	add := func(name string) (thing, error) {
		made := thing{ID: uuid.New(), Name: name, Texts: gormdb.List[string]{}, Numbers: gormdb.List[int64]{}}
		err := gormdb.Use(t.Context(), db, func(g *gorm.DB) error { return g.Clauses(gormdb.Returning{}).Create(&made).Error })
		return made, err
	}
	first, err := add("first")
	require.NoError(t, err)
	_, err = read(t, db, first.ID)
	require.NoError(t, err)

	require.NoError(t, db.Use(t.Context(), func(on pgdb.Execer) error {
		_, err := on.Exec(t.Context(), "ALTER TABLE things ADD COLUMN colour text")
		return err
	}))
	second, err := add("second")
	require.NoError(t, err)
	assert.Equal(t, "second", second.Name)
	_, err = read(t, db, first.ID)
	require.NoError(t, err)
}
