package postgres

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"github.com/acme/orders/internal/customer"
	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/pgdb"
)

// CustomerRepository keeps customers in PostgreSQL.
type CustomerRepository struct {
	db *pgdb.DB
}

var _ customer.Repository = (*CustomerRepository)(nil)

// NewCustomerRepository returns a repository on the database.
func NewCustomerRepository(db *pgdb.DB) *CustomerRepository {
	return &CustomerRepository{db: db}
}

// Create implements customer.Repository.
func (r *CustomerRepository) Create(ctx context.Context, v customer.Customer) (customer.Customer, error) {
	got, err := pgdb.One(ctx, r.db, scanCustomer, insertCustomer, customerArgs(v)...)
	return got, customerConstraints.Translate(err, "customer")
}

// Get implements customer.Repository.
func (r *CustomerRepository) Get(ctx context.Context, id uuid.UUID) (customer.Customer, error) {
	const stmt = "SELECT " + customerColumns + " FROM " + customerTable + " WHERE id = $1 AND deleted_at IS NULL"
	got, err := pgdb.One(ctx, r.db, scanCustomer, stmt, id)
	return got, customerConstraints.Translate(err, "customer")
}

// List implements customer.Repository.
func (r *CustomerRepository) List(ctx context.Context, f customer.Filter, p paging.Request) (paging.Page[customer.Customer], error) {
	var q pgdb.Query
	filterCustomer(&q, f)
	stmt, args := q.Page(customerColumns, customerTable, p)
	got, err := pgdb.All(ctx, r.db, scanCustomer, stmt, args...)
	if err != nil {
		return paging.Page[customer.Customer]{}, err
	}
	return customer.Sorts.Page(p, got), nil
}

// Update implements customer.Repository.
func (r *CustomerRepository) Update(ctx context.Context, v customer.Customer) (customer.Customer, error) {
	got, err := pgdb.One(ctx, r.db, scanCustomer, updateCustomer, append(customerArgs(v), v.Version)...)
	if errors.Is(err, pgx.ErrNoRows) {
		return got, r.explain(ctx, v.ID)
	}
	return got, customerConstraints.Translate(err, "customer")
}

// Delete implements customer.Repository.
func (r *CustomerRepository) Delete(ctx context.Context, id uuid.UUID, seen int64) error {
	const stmt = "UPDATE " + customerTable +
		" SET deleted_at = now(), version = version + 1 WHERE id = $1 AND version = $2 AND deleted_at IS NULL"
	n, err := pgdb.Exec(ctx, r.db, stmt, id, seen)
	if err == nil && n == 0 {
		return r.explain(ctx, id)
	}
	return customerConstraints.Translate(err, "customer")
}

// explain says why a change found no row: there is none, or it has changed.
func (r *CustomerRepository) explain(ctx context.Context, id uuid.UUID) error {
	if _, err := r.Get(ctx, id); err != nil {
		return err
	}
	return fault.Outdated("customer")
}
