package order_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/fixture"
	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
)

// memoryRepository is a repository and its transactions without a database.
type memoryRepository map[uuid.UUID]order.Order

func (m memoryRepository) InTx(ctx context.Context, work func(context.Context) error) error {
	return work(ctx)
}

func (m memoryRepository) Create(_ context.Context, v order.Order) (order.Order, error) {
	v.Version = 1
	m[v.ID] = v
	return v, nil
}

func (m memoryRepository) Get(_ context.Context, id uuid.UUID) (order.Order, error) {
	if v, ok := m[id]; ok {
		return v, nil
	}
	return order.Order{}, fault.Missing("order")
}

func (m memoryRepository) List(context.Context, order.Filter, paging.Request) (paging.Page[order.Order], error) {
	var p paging.Page[order.Order]
	for _, v := range m {
		p.Items = append(p.Items, v)
	}
	return p, nil
}

func (m memoryRepository) Update(_ context.Context, v order.Order) (order.Order, error) {
	v.Version++
	m[v.ID] = v
	return v, nil
}

func (m memoryRepository) Delete(_ context.Context, id uuid.UUID, _ int64) error {
	delete(m, id)
	return nil
}

func newService() *order.Service {
	m := memoryRepository{}
	return order.NewService(m, m, fixture.Log)
}

func TestCreateGivesAnIDThatGrowsWithTime(t *testing.T) {
	t.Parallel()
	s := newService()
	first, err := s.Create(t.Context(), fixture.OrderInput(1))
	require.NoError(t, err)
	second, err := s.Create(t.Context(), fixture.OrderInput(2))
	require.NoError(t, err)
	assert.EqualValues(t, 7, first.ID.Version())
	assert.Less(t, first.ID.String(), second.ID.String())
	assert.EqualValues(t, 1, first.Version)

	p, err := s.List(t.Context(), order.ListRequest{})
	require.NoError(t, err)
	assert.Len(t, p.Items, 2)
}

func TestWhatBreaksARuleIsRefusedWithItsPointer(t *testing.T) {
	t.Parallel()
	s := newService()
	v, err := s.Create(t.Context(), fixture.OrderInput(1))
	require.NoError(t, err)
	for _, broken := range fixture.OrderBroken(fixture.OrderInput(2)) {
		_, createErr := s.Create(t.Context(), broken.Input)
		_, replaceErr := s.Replace(t.Context(), order.Change{ID: v.ID, Input: broken.Input})
		for _, err := range []error{createErr, replaceErr} {
			refusal, ok := errors.AsType[*fault.Error](err)
			require.True(t, ok, broken.Pointer)
			assert.Equal(t, fault.Invalid, refusal.Kind, broken.Pointer)
			require.NotEmpty(t, refusal.Fields)
			assert.Contains(t, refusal.Fields[0].Pointer, broken.Pointer)
		}
	}
}

func TestReplaceWantsTheVersionThatIsStored(t *testing.T) {
	t.Parallel()
	s := newService()
	v, err := s.Create(t.Context(), fixture.OrderInput(1))
	require.NoError(t, err)
	change := order.Change{ID: v.ID, Version: new(v.Version), Input: fixture.OrderInput(2)}
	after, err := s.Replace(t.Context(), change)
	require.NoError(t, err)
	assert.Equal(t, v.ID, after.ID)
	assert.EqualValues(t, 2, after.Version)

	_, err = s.Replace(t.Context(), change)
	assert.Equal(t, fault.Stale, fault.KindOf(err))
	change.Version = new(int64(99))
	_, err = s.Replace(t.Context(), change)
	assert.Equal(t, fault.Conflict, fault.KindOf(err))
	change.Version = nil
	_, err = s.Replace(t.Context(), change)
	assert.NoError(t, err)
}

func TestGuardsRefuseWhatIsCreatedAndReplaced(t *testing.T) {
	t.Parallel()
	s := newService()
	v, err := s.Create(t.Context(), fixture.OrderInput(1))
	require.NoError(t, err)
	refusal := fault.New(fault.Conflict, "elsewhere", "Another service is against it.")
	s.AddGuard(func(context.Context, order.Input) error { return refusal })
	_, err = s.Create(t.Context(), fixture.OrderInput(2))
	assert.ErrorIs(t, err, refusal)
	_, err = s.Replace(t.Context(), order.Change{ID: v.ID, Input: fixture.OrderInput(2)})
	assert.ErrorIs(t, err, refusal)
	assert.NoError(t, s.Delete(t.Context(), order.Removal{ID: v.ID}))
}

func TestDeleteWantsTheVersionThatIsStored(t *testing.T) {
	t.Parallel()
	s := newService()
	v, err := s.Create(t.Context(), fixture.OrderInput(1))
	require.NoError(t, err)
	err = s.Delete(t.Context(), order.Removal{ID: v.ID, Version: new(int64(99))})
	assert.Equal(t, fault.Conflict, fault.KindOf(err))
	require.NoError(t, s.Delete(t.Context(), order.Removal{ID: v.ID}))

	_, err = s.Get(t.Context(), v.ID)
	assert.Equal(t, fault.NotFound, fault.KindOf(err))
	assert.Equal(t, fault.NotFound, fault.KindOf(s.Delete(t.Context(), order.Removal{ID: v.ID})))
}
