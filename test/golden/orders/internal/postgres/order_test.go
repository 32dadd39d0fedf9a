package postgres_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/fixture"
	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/postgres"
)

func TestOrderComesBackAsItWasStored(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	v := fixture.OrderStored(t, db, fixture.Next())
	assert.EqualValues(t, 1, v.Version)
	assert.WithinDuration(t, time.Now(), v.CreatedAt, time.Minute)
	assert.Equal(t, time.UTC, v.CreatedAt.Location())

	got, err := r.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, v, got)
}

func TestOrderIsReplacedOnlyInTheVersionSeen(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	v := fixture.OrderStored(t, db, fixture.Next())
	after, err := r.Update(t.Context(), v)
	require.NoError(t, err)
	assert.Equal(t, v.Version+1, after.Version)
	assert.True(t, after.UpdatedAt.After(v.UpdatedAt), "the trigger keeps the time")
	assert.Equal(t, v.CreatedAt, after.CreatedAt)

	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.Stale, fault.KindOf(err))
	v.ID = uuid.New()
	_, err = r.Update(t.Context(), v)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
}

func TestOrderIsChangedByOneOfManyAtOnce(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	v := fixture.OrderStored(t, db, fixture.Next())
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

func TestOrderIsGoneWhenDeleted(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	n := fixture.Next()
	v := fixture.OrderStored(t, db, n)
	assert.Equal(t, fault.Stale, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version+1)))
	require.NoError(t, r.Delete(t.Context(), v.ID, v.Version))

	_, err := r.Get(t.Context(), v.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	assert.Equal(t, fault.NotFound, fault.KindOf(r.Delete(t.Context(), v.ID, v.Version)))
}

func TestOrderPagesAreCompleteInEverySort(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	const count = 5
	stored := map[uuid.UUID]bool{}
	for range count {
		stored[fixture.OrderStored(t, db, fixture.Next()).ID] = true
	}
	for _, by := range []paging.Sort{paging.ByCreatedAt, paging.ByCreatedAtDesc, paging.ByID, paging.ByIDDesc} {
		request, seen := paging.Request{Limit: 2, Sort: by}, 0
		for {
			p, err := r.List(t.Context(), order.Filter{}, request)
			require.NoError(t, err)
			assert.LessOrEqual(t, len(p.Items), request.Limit)
			for _, v := range p.Items {
				if stored[v.ID] {
					seen++
				}
			}
			if p.Next == nil {
				break
			}
			request.After = p.Next
		}
		assert.Equal(t, count, seen, by)
	}
}

func TestOrderTransactionIsAllOrNothing(t *testing.T) {
	t.Parallel()
	db := fixture.Database(t)
	r := postgres.NewOrderRepository(db)
	v := fixture.OrderStored(t, db, fixture.Next())
	failure := errors.New("changed my mind")
	err := db.InTx(t.Context(), func(ctx context.Context) error {
		if err := r.Delete(ctx, v.ID, v.Version); err != nil {
			return err
		}
		return failure
	})
	require.ErrorIs(t, err, failure)
	got, err := r.Get(t.Context(), v.ID)
	require.NoError(t, err)
	assert.Equal(t, v, got)
}
