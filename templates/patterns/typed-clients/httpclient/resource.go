package httpclient

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Reader reads a resource of a service, each as a T.
type Reader[T any] struct {
	client     *Client
	what, path string
}

// NewReader returns a reader of what lies below path; what names one of it.
func NewReader[T any](client *Client, what, path string) Reader[T] {
	return Reader[T]{client: client, what: what, path: path}
}

// ListRequest asks for a page. Empty members leave the choice to the service.
type ListRequest struct {
	// Filter holds the values that fields have to have, by their names on the wire.
	Filter map[string]string
	// Sort is a field, with - before it for the other direction.
	Sort   string
	Limit  int
	Cursor string
}

// Page is a part of a list.
type Page[T any] struct {
	Items []T `json:"items"`
	// NextCursor asks for the next part; nil after the last.
	NextCursor *string `json:"next_cursor"`
}

// Get returns the one with the id. It is a fault NotFound if there is none.
func (r Reader[T]) Get(ctx context.Context, id uuid.UUID) (T, error) {
	var found T
	err := r.client.Do(ctx, Request{Method: http.MethodGet, Path: r.item(id), What: r.what}, &found)
	return found, err
}

// List returns a page of what passes the filter.
func (r Reader[T]) List(ctx context.Context, request ListRequest) (Page[T], error) {
	query := url.Values{}
	for name, value := range request.Filter {
		query.Set(name, value)
	}
	if request.Sort != "" {
		query.Set("sort", request.Sort)
	}
	if request.Limit > 0 {
		query.Set("limit", strconv.Itoa(request.Limit))
	}
	if request.Cursor != "" {
		query.Set("cursor", request.Cursor)
	}
	var found Page[T]
	err := r.client.Do(ctx, Request{Method: http.MethodGet, Path: r.path, Query: query}, &found)
	return found, err
}

func (r Reader[T]) item(id uuid.UUID) string { return r.path + "/" + id.String() }

// Collection reads and changes a resource of a service; what is sent is an In.
type Collection[T, In any] struct {
	Reader[T]
}

// NewCollection returns a collection of what lies below path; what names one of it.
func NewCollection[T, In any](client *Client, what, path string) Collection[T, In] {
	return Collection[T, In]{Reader: NewReader[T](client, what, path)}
}

// Create stores a new one. It is sent once: nobody knows whether one that was
// not answered has been stored.
func (c Collection[T, In]) Create(ctx context.Context, in In) (T, error) {
	var stored T
	err := c.client.Do(ctx, Request{Method: http.MethodPost, Path: c.path, Body: in, What: c.what}, &stored)
	return stored, err
}

// Replace puts in into the place of the fields. It is a fault Stale if the
// version is no longer the stored one.
func (c Collection[T, In]) Replace(ctx context.Context, id uuid.UUID, version int64, in In) (T, error) {
	var stored T
	err := c.client.Do(ctx, Request{
		Method: http.MethodPut, Path: c.item(id), Header: ifMatch(version), Body: in, What: c.what,
	}, &stored)
	return stored, err
}

// Delete deletes the one with the id. It is a fault Stale if the version is no
// longer the stored one.
func (c Collection[T, In]) Delete(ctx context.Context, id uuid.UUID, version int64) error {
	return c.client.Do(ctx, Request{Method: http.MethodDelete, Path: c.item(id), Header: ifMatch(version), What: c.what}, nil)
}

func ifMatch(version int64) http.Header {
	return http.Header{"If-Match": {`"` + strconv.FormatInt(version, 10) + `"`}}
}

// Date is a day of the calendar: midnight in UTC.
type Date struct{ time.Time }

// MarshalJSON writes the date as 2006-01-02.
func (d Date) MarshalJSON() ([]byte, error) { return json.Marshal(d.Format(time.DateOnly)) }

// UnmarshalJSON reads a date like 2006-01-02.
func (d *Date) UnmarshalJSON(text []byte) error {
	var day string
	if err := json.Unmarshal(text, &day); err != nil {
		return err
	}
	at, err := time.Parse(time.DateOnly, day)
	d.Time = at
	return err
}
