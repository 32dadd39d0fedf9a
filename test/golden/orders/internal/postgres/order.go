package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/pgdb"
)

// OrderRepository keeps orders in PostgreSQL.
type OrderRepository struct {
	db *pgdb.DB
}

var _ order.Repository = (*OrderRepository)(nil)

// NewOrderRepository returns a repository on the database.
func NewOrderRepository(db *pgdb.DB) *OrderRepository {
	return &OrderRepository{db: db}
}

// Create implements order.Repository.
func (r *OrderRepository) Create(ctx context.Context, v order.Order) (order.Order, error) {
	got, err := pgdb.One(ctx, r.db, scanOrder, insertOrder, orderArgs(v)...)
	return got, orderConstraints.Translate(err, "order")
}

// Get implements order.Repository.
func (r *OrderRepository) Get(ctx context.Context, id uuid.UUID) (order.Order, error) {
	const stmt = "SELECT " + orderColumns + " FROM " + orderTable + " WHERE id = $1 AND deleted_at IS NULL"
	got, err := pgdb.One(ctx, r.db, scanOrder, stmt, id)
	return got, orderConstraints.Translate(err, "order")
}

// List implements order.Repository.
func (r *OrderRepository) List(ctx context.Context, f order.Filter, p paging.Request) (paging.Page[order.Order], error) {
	var q pgdb.Query
	filterOrder(&q, f)
	stmt, args := q.Page(orderColumns, orderTable, p)
	got, err := pgdb.All(ctx, r.db, scanOrder, stmt, args...)
	if err != nil {
		return paging.Page[order.Order]{}, err
	}
	return order.Sorts.Page(p, got), nil
}

// Update implements order.Repository.
func (r *OrderRepository) Update(ctx context.Context, v order.Order) (order.Order, error) {
	got, err := pgdb.One(ctx, r.db, scanOrder, updateOrder, append(orderArgs(v), v.Version)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return got, r.explain(ctx, v.ID)
	}
	return got, orderConstraints.Translate(err, "order")
}

// Delete implements order.Repository.
func (r *OrderRepository) Delete(ctx context.Context, id uuid.UUID, seen int64) error {
	const stmt = "UPDATE " + orderTable +
		" SET deleted_at = now(), version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL"
	n, err := pgdb.Exec(ctx, r.db, stmt, id, seen)
	if err == nil && n == 0 {
		return r.explain(ctx, id)
	}
	return orderConstraints.Translate(err, "order")
}

// explain says why a change found no row: there is none, or it has changed.
func (r *OrderRepository) explain(ctx context.Context, id uuid.UUID) error {
	if _, err := r.Get(ctx, id); err != nil {
		return err
	}
	return fault.Outdated("order")
}
