package httpapi

import (
	"net/http"

	"github.com/google/uuid"

	"github.com/acme/orders/internal/customer"
	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/jsonbody"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/parse"
)

const (
	customerListPath = "/api/v1/customers"
	customerItemPath = "/api/v1/customers/{id}"
)

// CustomerRoutes lists the operations on customers.
func CustomerRoutes(s *customer.Service) []httpx.Route {
	return []httpx.Route{
		{
			ID: "listCustomers", Method: http.MethodGet, Path: customerListPath, Summary: "List customers",
			Handler: httpx.Handle(readCustomerList, s.List, writeCustomerList),
		},
		{
			ID: "createCustomer", Method: http.MethodPost, Path: customerListPath, Summary: "Create customer",
			Handler: httpx.Handle(readCustomerCreation, s.Create, writeCustomerCreation),
		},
		{
			ID: "getCustomer", Method: http.MethodGet, Path: customerItemPath, Summary: "Read customer",
			Handler: httpx.Handle(readCustomerID, s.Get, writeCustomer),
		},
		{
			ID: "replaceCustomer", Method: http.MethodPut, Path: customerItemPath, Summary: "Replace customer",
			Handler: httpx.Handle(readCustomerChange, s.Replace, writeCustomer),
		},
		{
			ID: "deleteCustomer", Method: http.MethodDelete, Path: customerItemPath, Summary: "Delete customer",
			Handler: httpx.Handle(readCustomerRemoval, httpx.WithoutResult(s.Delete), httpx.WriteNoContent),
		},
	}
}

func readCustomerList(r *http.Request) (customer.ListRequest, error) {
	q := httpx.NewQuery(r)
	in := customer.ListRequest{Filter: readCustomerFilter(q), Page: httpx.ReadPage(q, customer.Sorts)}
	return in, q.Err()
}

func readCustomerCreation(r *http.Request) (customer.Input, error) {
	if err := httpx.NoQuery(r); err != nil {
		return customer.Input{}, err
	}
	return readCustomerBody(r)
}

func readCustomerID(r *http.Request) (uuid.UUID, error) {
	if err := httpx.NoQuery(r); err != nil {
		return uuid.Nil, err
	}
	return httpx.PathParam(r, "id", parse.UUID)
}

func readCustomerChange(r *http.Request) (customer.Change, error) {
	id, err := readCustomerID(r)
	if err != nil {
		return customer.Change{}, err
	}
	seen, err := httpx.IfMatch(r, true)
	if err != nil {
		return customer.Change{}, err
	}
	in, err := readCustomerBody(r)
	return customer.Change{ID: id, Version: seen, Input: in}, err
}

func readCustomerRemoval(r *http.Request) (customer.Removal, error) {
	id, err := readCustomerID(r)
	if err != nil {
		return customer.Removal{}, err
	}
	seen, err := httpx.IfMatch(r, false)
	return customer.Removal{ID: id, Version: seen}, err
}

func readCustomerBody(r *http.Request) (customer.Input, error) {
	b, err := jsonbody.Read(r)
	if err != nil {
		return customer.Input{}, err
	}
	in := readCustomerInput(b)
	return in, b.Err()
}

func writeCustomer(w http.ResponseWriter, r *http.Request, v customer.Customer) error {
	return httpx.WriteVersion(w, r, http.StatusOK, v.Version, newCustomerBody(v))
}

func writeCustomerCreation(w http.ResponseWriter, r *http.Request, v customer.Customer) error {
	w.Header().Set("Location", customerListPath+"/"+v.ID.String())
	return httpx.WriteVersion(w, r, http.StatusCreated, v.Version, newCustomerBody(v))
}

func writeCustomerList(w http.ResponseWriter, _ *http.Request, p paging.Page[customer.Customer]) error {
	return httpx.WritePage(w, p, newCustomerBody)
}
