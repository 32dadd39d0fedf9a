package httpapi

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/jsonbody"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/parse"
)

const (
	orderListPath = "/api/v1/orders"
	orderItemPath = "/api/v1/orders/{id}"
)

// OrderRoutes lists the operations on orders.
func OrderRoutes(s *order.Service) []httpx.Route {
	return []httpx.Route{
		{
			ID: "listOrders", Method: http.MethodGet, Path: orderListPath, Summary: "List orders",
			Handler: httpx.Handle(readOrderList, s.List, writeOrderList),
		},
		{
			ID: "createOrder", Method: http.MethodPost, Path: orderListPath, Summary: "Create order",
			Handler: httpx.Handle(readOrderCreation, s.Create, writeOrderCreation),
		},
		{
			ID: "getOrder", Method: http.MethodGet, Path: orderItemPath, Summary: "Read order",
			Handler: httpx.Handle(readOrderID, s.Get, writeOrder),
		},
		{
			ID: "replaceOrder", Method: http.MethodPut, Path: orderItemPath, Summary: "Replace order",
			Handler: httpx.Handle(readOrderChange, s.Replace, writeOrder),
		},
		{
			ID: "deleteOrder", Method: http.MethodDelete, Path: orderItemPath, Summary: "Delete order",
			Handler: httpx.Handle(readOrderRemoval, httpx.WithoutResult(s.Delete), httpx.WriteNoContent),
		},
	}
}

func readOrderList(r *http.Request) (order.ListRequest, error) {
	q := httpx.NewQuery(r)
	in := order.ListRequest{Filter: readOrderFilter(q), Page: httpx.ReadPage(q, order.Sorts)}
	return in, q.Err()
}

func readOrderCreation(r *http.Request) (order.Input, error) {
	if err := httpx.NoQuery(r); err != nil {
		return order.Input{}, err
	}
	return readOrderBody(r)
}

func readOrderID(r *http.Request) (uuid.UUID, error) {
	if err := httpx.NoQuery(r); err != nil {
		return uuid.Nil, err
	}
	return httpx.PathParam(r, "id", parse.UUID)
}

func readOrderChange(r *http.Request) (order.Change, error) {
	id, err := readOrderID(r)
	if err != nil {
		return order.Change{}, err
	}
	seen, err := httpx.IfMatch(r, true)
	if err != nil {
		return order.Change{}, err
	}
	in, err := readOrderBody(r)
	return order.Change{ID: id, Version: seen, Input: in}, err
}

func readOrderRemoval(r *http.Request) (order.Removal, error) {
	id, err := readOrderID(r)
	if err != nil {
		return order.Removal{}, err
	}
	seen, err := httpx.IfMatch(r, false)
	return order.Removal{ID: id, Version: seen}, err
}

func readOrderBody(r *http.Request) (order.Input, error) {
	b, err := jsonbody.Read(r)
	if err != nil {
		return order.Input{}, err
	}
	in := readOrderInput(b)
	return in, b.Err()
}

func writeOrder(w http.ResponseWriter, r *http.Request, v order.Order) error {
	return httpx.WriteVersion(w, r, http.StatusOK, v.Version, newOrderBody(v))
}

func writeOrderCreation(w http.ResponseWriter, r *http.Request, v order.Order) error {
	w.Header().Set("Location", orderListPath+"/"+v.ID.String())
	return httpx.WriteVersion(w, r, http.StatusCreated, v.Version, newOrderBody(v))
}

func writeOrderList(w http.ResponseWriter, _ *http.Request, p paging.Page[order.Order]) error {
	return httpx.WritePage(w, p, newOrderBody)
}
