package postgres_test

import (
	"testing"

	"github.com/acme/orders/internal/conformance"
	"github.com/acme/orders/internal/customer"
	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/postgres"
)

func TestCustomerRepository(t *testing.T) {
	t.Parallel()
	conformance.CustomerRepository(t, func(db *pgdb.DB) customer.Repository {
		return postgres.NewCustomerRepository(db)
	})
}
