package postgres_test

import (
	"testing"

	"github.com/acme/orders/internal/conformance"
	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/postgres"
)

func TestOrderRepository(t *testing.T) {
	t.Parallel()
	conformance.OrderRepository(t, func(db *pgdb.DB) order.Repository {
		return postgres.NewOrderRepository(db)
	})
}
