package service

import (
	"context"

	"github.com/acme/orders/internal/customer"
	"github.com/acme/orders/internal/httpapi"
	"github.com/acme/orders/internal/order"
)

// resources puts the use cases on the stores, and the operations on them.
func (w *Wiring) resources(_ context.Context) error {
	w.CustomerService = customer.NewService(w.CustomerRepository, w.Tx, w.Log)

	w.OrderService = order.NewService(w.OrderRepository, w.Tx, w.Log)

	w.Routes = append(w.Routes, httpapi.CustomerRoutes(w.CustomerService)...)

	w.Routes = append(w.Routes, httpapi.OrderRoutes(w.OrderService)...)
	return nil
}
