package conformance

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

// sampleThings is a repository under test, on a database of the test.
type sampleThings struct {
	samplething.Repository
	open func(*pgdb.DB) samplething.Repository
	db   *pgdb.DB
}

// SampleThingRepository tests the repository that open returns.
func SampleThingRepository(t *testing.T, open func(*pgdb.DB) samplething.Repository) {
	for name, test := range map[string]func(sampleThings, *testing.T){
		"it comes back as it was stored":               sampleThings.comesBack,
		"it is replaced only in the version seen":      sampleThings.isReplacedInItsVersion,
		"it is changed by one of many at once":         sampleThings.isChangedByOne,
		"it is gone when deleted":                      sampleThings.isGoneWhenDeleted,
		"pages are complete in every sort":             sampleThings.pagesAreComplete,
		"filters keep what has the value and no other": sampleThings.filtersKeep,
		"a transaction is all or nothing":              sampleThings.transactionIsAllOrNothing,
		"an index serves every statement":              sampleThings.indexServes,
		"what is canceled fails":                       sampleThings.canceledFails,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := fixture.Database(t)
			test(sampleThings{Repository: open(db), open: open, db: db}, t)
		})
	}
	db := fixture.Database(t)
	for _, twins := range fixture.SampleThingTwins(t, db) {
		t.Run(strings.TrimPrefix(twins.Pointer, "/")+" is unique among what is not deleted", func(t *testing.T) {
			t.Parallel()
			sampleThings{Repository: open(db), open: open, db: db}.isUniqueWhileItLives(t, twins)
		})
	}
}

// stored stores another sample thing in the repository.
func (r sampleThings) stored(t *testing.T) samplething.SampleThing {
	t.Helper()
	s := samplething.NewService(r, r.db, fixture.Log)
	v, err := s.Create(t.Context(), fixture.SampleThingReferring(t, r.db, fixture.Next()))
	require.NoError(t, err)
	return v
}

func (r sampleThings) comesBack(t *testing.T) {
	v := r.stored(t)
	assert.EqualValues(t, 1, v.Version)
	assert.WithinDuration(t, time.Now(), v.CreatedAt, time.Minute)
	assert.Equal(t, time.UTC, v.CreatedAt.Location())

	got, err := r.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, v, got)
	_, err = r.Create(t.Context(), v)
	assert.Equal(t, fault.Conflict, fault.KindOf(err), "an id is used once")
	_, err = r.Get(t.Context(), uuid.New())
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
}

func (r sampleThings) isReplacedInItsVersion(t *testing.T) {
	v := r.stored(t)
	after, err := r.Update(t.Context(), v)
	require.NoError(t, err)
	assert.Equal(t, v.Version+1, after.Version)
	assert.True(t, after.UpdatedAt.After(v.UpdatedAt), "the trigger keeps the time")
	assert.Equal(t, v.CreatedAt, after.CreatedAt)
	got, err := r.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, after, got)

	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.Stale, fault.KindOf(err))
	v.ID = uuid.New()
	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
}

func (r sampleThings) isChangedByOne(t *testing.T) {
	v := r.stored(t)
	const writers = 8
	results := make([]error, writers)
	var writing sync.WaitGroup
	for i := range writers {
		writing.Go(func() { _, results[i] = r.Update(t.Context(), v) })
	}
	writing.Wait()
	won := 0
	for _, err := range results {
		if err == nil {
			won++
			continue
		}
		assert.Equal(t, fault.Stale, fault.KindOf(err))
	}
	assert.Equal(t, 1, won)
}

func (r sampleThings) isGoneWhenDeleted(t *testing.T) {
	v := r.stored(t)
	assert.Equal(t, fault.Stale, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version+1)))
	require.NoError(t, r.Delete(t.Context(), v.ID, v.Version))

	_, err := r.Get(t.Context(), v.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	assert.Equal(t, fault.NotFound, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version)))
}

func (r sampleThings) isUniqueWhileItLives(t *testing.T, twins fixture.Twins[samplething.Input]) {
	s := samplething.NewService(r, r.db, fixture.Log)
	v, err := s.Create(t.Context(), twins.One)
	require.NoError(t, err)
	_, err = s.Create(t.Context(), twins.Other)
	refused, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok, "%v", err)
	assert.Equal(t, fault.Conflict, refused.Kind)
	require.Len(t, refused.Fields, 1)
	assert.Equal(t, twins.Pointer, refused.Fields[0].Pointer)

	require.NoError(t, r.Delete(t.Context(), v.ID, v.Version))
	_, err = s.Create(t.Context(), twins.Other)
	assert.NoError(t, err)
}

func (r sampleThings) pagesAreComplete(t *testing.T) {
	const count = 5
	stored := map[uuid.UUID]bool{}
	for range count {
		stored[r.stored(t).ID] = true
	}
	for _, by := range samplething.Sorts.All() {
		var seen []uuid.UUID
		for _, v := range r.all(t, samplething.Filter{}, paging.Request{Limit: 2, Sort: by}) {
			if stored[v.ID] {
				seen = append(seen, v.ID)
			}
		}
		require.Len(t, seen, count, by)
		assert.Equal(t, slices.DeleteFunc(r.inOrder(t, by), func(id uuid.UUID) bool { return !stored[id] }), seen, by)
	}
}

// inOrder asks the table itself for all ids in the order.
func (r sampleThings) inOrder(t *testing.T, by paging.Sort) []uuid.UUID {
	t.Helper()
	stmt := "SELECT id FROM " + pgx.Identifier{"sample_things"}.Sanitize() + " ORDER BY " + pgx.Identifier{by.Field()}.Sanitize()
	if by.Descending() {
		stmt += " DESC, id DESC"
	} else {
		stmt += ", id"
	}
	found, err := pgdb.All(t.Context(), r.db, pgx.RowTo[uuid.UUID], stmt)
	require.NoError(t, err)
	return found
}

func (r sampleThings) filtersKeep(t *testing.T) {
	s := samplething.NewService(r, r.db, fixture.Log)
	v, err := s.Create(t.Context(), fixture.SampleThingsAlike(t, r.db, 1)[0])
	require.NoError(t, err)
	other := r.stored(t)
	others := fixture.SampleThingFilters(other)
	for i, f := range fixture.SampleThingFilters(v) {
		require.NotZero(t, f)
		found := r.all(t, f, paging.Request{Limit: paging.MaxLimit, Sort: paging.ByID})
		assert.Contains(t, found, v)
		// An enum of one value keeps both.
		assert.Equal(t, assert.ObjectsAreEqual(f, others[i]), slices.ContainsFunc(found, func(one samplething.SampleThing) bool { return one.ID == other.ID }), "%+v", f)
	}
}

// all reads every page of a list.
func (r sampleThings) all(t *testing.T, f samplething.Filter, request paging.Request) []samplething.SampleThing {
	t.Helper()
	var found []samplething.SampleThing
	for {
		p, err := r.List(t.Context(), f, request)
		require.NoError(t, err)
		assert.LessOrEqual(t, len(p.Items), request.Limit)
		found = append(found, p.Items...)
		if p.Next == nil {
			return found
		}
		request.After = p.Next
	}
}

func (r sampleThings) transactionIsAllOrNothing(t *testing.T) {
	v := r.stored(t)
	failure := errors.New("changed my mind")
	err := r.db.InTx(t.Context(), func(ctx context.Context) error {
		if err := r.Delete(ctx, v.ID, v.Version); err != nil {
			return err
		}
		if _, err := r.Get(ctx, v.ID); fault.KindOf(err) != fault.NotFound {
			return errors.New("the transaction does not see what it did")
		}
		return failure
	})
	require.ErrorIs(t, err, failure)
	got, err := r.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, v, got)
}

func (r sampleThings) indexServes(t *testing.T) {
	db, url := fixture.Alone(t)
	r = sampleThings{Repository: r.open(db), open: r.open, db: db}

	// What is alike stands between what is not: whoever reads from either end
	// to find it reads in vain.
	const others, alike = 2 * pgplan.Spare, 3 * pgplan.Spare
	for range others {
		r.stored(t)
	}
	s := samplething.NewService(r, r.db, fixture.Log)
	var v samplething.SampleThing
	for _, in := range fixture.SampleThingsAlike(t, r.db, alike) {
		var err error
		v, err = s.Create(t.Context(), in)
		require.NoError(t, err)
	}
	for range others {
		r.stored(t)
	}
	pool, noted := pgplan.Open(t, url)
	watched := r.open(pgdb.New(pool, time.Minute))
	noted.Forget()

	for _, f := range append(fixture.SampleThingFilters(v), samplething.Filter{}) {
		for _, by := range samplething.Sorts.All() {
			p, err := watched.List(t.Context(), f, paging.Request{Limit: 2, Sort: by})
			require.NoError(t, err)
			if p.Next != nil {
				_, err = watched.List(t.Context(), f, paging.Request{Limit: 2, Sort: by, After: p.Next})
				require.NoError(t, err)
			}
			noted.RequireIndexes(t, fmt.Sprintf("the list by %s of %+v", by, f))
		}
	}
	twin := v
	twin.ID = uuid.New()
	if _, err := watched.Create(t.Context(), twin); err != nil {
		assert.Equal(t, fault.Conflict, fault.KindOf(err), "a value that must differ does not")
	}
	got, err := watched.Get(t.Context(), v.ID)
	require.NoError(t, err)
	got, err = watched.Update(t.Context(), got)
	require.NoError(t, err)
	require.NoError(t, watched.Delete(t.Context(), got.ID, got.Version))
	noted.RequireIndexes(t, "a change")
}

func (r sampleThings) canceledFails(t *testing.T) {
	v := r.stored(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := r.Get(ctx, v.ID)
	require.ErrorIs(t, err, context.Canceled)
	_, err = r.List(ctx, samplething.Filter{}, paging.Request{Limit: 1, Sort: paging.ByID})
	assert.ErrorIs(t, err, context.Canceled)
}
