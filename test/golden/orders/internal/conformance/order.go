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

	"github.com/acme/orders/internal/fixture"
	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/platform/pgplan"
)

// orders is a repository under test, on a database of the test.
type orders struct {
	order.Repository
	open func(*pgdb.DB) order.Repository
	db   *pgdb.DB
}

// OrderRepository tests the repository that open returns.
func OrderRepository(t *testing.T, open func(*pgdb.DB) order.Repository) {
	for name, test := range map[string]func(orders, *testing.T){
		"it comes back as it was stored":               orders.comesBack,
		"it is replaced only in the version seen":      orders.isReplacedInItsVersion,
		"it is changed by one of many at once":         orders.isChangedByOne,
		"it is gone when deleted":                      orders.isGoneWhenDeleted,
		"pages are complete in every sort":             orders.pagesAreComplete,
		"filters keep what has the value and no other": orders.filtersKeep,
		"a transaction is all or nothing":              orders.transactionIsAllOrNothing,
		"an index serves every statement":              orders.indexServes,
		"what is canceled fails":                       orders.canceledFails,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db := fixture.Database(t)
			test(orders{Repository: open(db), open: open, db: db}, t)
		})
	}
	db := fixture.Database(t)
	for _, twins := range fixture.OrderTwins(t, db) {
		t.Run(strings.TrimPrefix(twins.Pointer, "/")+" is unique among what is not deleted", func(t *testing.T) {
			t.Parallel()
			orders{Repository: open(db), open: open, db: db}.isUniqueWhileItLives(t, twins)
		})
	}
}

// stored stores another order in the repository.
func (r orders) stored(t *testing.T) order.Order {
	t.Helper()
	s := order.NewService(r, r.db, fixture.Log)
	v, err := s.Create(t.Context(), fixture.OrderReferring(t, r.db, fixture.Next()))
	require.NoError(t, err)
	return v
}

func (r orders) comesBack(t *testing.T) {
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

func (r orders) isReplacedInItsVersion(t *testing.T) {
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

func (r orders) isChangedByOne(t *testing.T) {
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

func (r orders) isGoneWhenDeleted(t *testing.T) {
	v := r.stored(t)
	assert.Equal(t, fault.Stale, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version+1)))
	require.NoError(t, r.Delete(t.Context(), v.ID, v.Version))

	_, err := r.Get(t.Context(), v.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	assert.Equal(t, fault.NotFound, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version)))
}

func (r orders) isUniqueWhileItLives(t *testing.T, twins fixture.Twins[order.Input]) {
	s := order.NewService(r, r.db, fixture.Log)
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

func (r orders) pagesAreComplete(t *testing.T) {
	const count = 5
	stored := map[uuid.UUID]bool{}
	for range count {
		stored[r.stored(t).ID] = true
	}
	for _, by := range order.Sorts.All() {
		var seen []uuid.UUID
		for _, v := range r.all(t, order.Filter{}, paging.Request{Limit: 2, Sort: by}) {
			if stored[v.ID] {
				seen = append(seen, v.ID)
			}
		}
		require.Len(t, seen, count, by)
		assert.Equal(t, slices.DeleteFunc(r.inOrder(t, by), func(id uuid.UUID) bool { return !stored[id] }), seen, by)
	}
}

// inOrder asks the table itself for all ids in the order.
func (r orders) inOrder(t *testing.T, by paging.Sort) []uuid.UUID {
	t.Helper()
	stmt := "SELECT id FROM " + pgx.Identifier{"orders"}.Sanitize() + " ORDER BY " + pgx.Identifier{by.Field()}.Sanitize()
	if by.Descending() {
		stmt += " DESC, id DESC"
	} else {
		stmt += ", id"
	}
	found, err := pgdb.All(t.Context(), r.db, pgx.RowTo[uuid.UUID], stmt)
	require.NoError(t, err)
	return found
}

func (r orders) filtersKeep(t *testing.T) {
	s := order.NewService(r, r.db, fixture.Log)
	v, err := s.Create(t.Context(), fixture.OrdersAlike(t, r.db, 1)[0])
	require.NoError(t, err)
	other := r.stored(t)
	others := fixture.OrderFilters(other)
	for i, f := range fixture.OrderFilters(v) {
		require.NotZero(t, f)
		found := r.all(t, f, paging.Request{Limit: paging.MaxLimit, Sort: paging.ByID})
		assert.Contains(t, found, v)
		// An enum of one value keeps both.
		assert.Equal(t, assert.ObjectsAreEqual(f, others[i]), slices.ContainsFunc(found, func(one order.Order) bool { return one.ID == other.ID }), "%+v", f)
	}
}

// all reads every page of a list.
func (r orders) all(t *testing.T, f order.Filter, request paging.Request) []order.Order {
	t.Helper()
	var found []order.Order
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

func (r orders) transactionIsAllOrNothing(t *testing.T) {
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

func (r orders) indexServes(t *testing.T) {
	db, url := fixture.Alone(t)
	r = orders{Repository: r.open(db), open: r.open, db: db}

	// What is alike stands between what is not: whoever reads from either end
	// to find it reads in vain.
	const others, alike = 2 * pgplan.Spare, 3 * pgplan.Spare
	for range others {
		r.stored(t)
	}
	s := order.NewService(r, r.db, fixture.Log)
	var v order.Order
	for _, in := range fixture.OrdersAlike(t, r.db, alike) {
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

	for _, f := range append(fixture.OrderFilters(v), order.Filter{}) {
		for _, by := range order.Sorts.All() {
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

func (r orders) canceledFails(t *testing.T) {
	v := r.stored(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := r.Get(ctx, v.ID)
	require.ErrorIs(t, err, context.Canceled)
	_, err = r.List(ctx, order.Filter{}, paging.Request{Limit: 1, Sort: paging.ByID})
	assert.ErrorIs(t, err, context.Canceled)
}
