package projection

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/parse"
)

// ResourceCount is the number of rows of a resource.
type ResourceCount struct {
	Resource string `json:"resource"`
	Count    int64  `json:"count"`
	// Fields are those with few values, in their order.
	Fields []FieldCount `json:"fields"`
}

// FieldCount is the number of rows for each value of a field.
type FieldCount struct {
	Name   string       `json:"name"`
	Values []ValueCount `json:"values"`
}

// ValueCount is the number of rows with a value.
type ValueCount struct {
	Value string `json:"value"`
	Count int64  `json:"count"`
}

// ReferenceCount is the number of rows that refer to something by a field.
type ReferenceCount struct {
	Resource string `json:"resource"`
	Field    string `json:"field"`
	Count    int64  `json:"count"`
}

// row is a count as it is kept; the empty field counts all rows.
type row struct {
	Resource string
	Field    string
	Value    string
	Count    int64
}

// Counts returns the counts of every resource, in the order of their names.
func (p *Projection) Counts(ctx context.Context) ([]ResourceCount, error) {
	var resources, fields []string
	for _, r := range p.resources {
		for _, field := range append([]string{""}, r.Values...) {
			resources, fields = append(resources, r.Name), append(fields, field)
		}
	}
	found, err := p.find(ctx, resources, fields, nil)
	if err != nil {
		return nil, err
	}
	counts := make([]ResourceCount, 0, len(p.resources))
	for _, r := range p.inOrder() {
		counts = append(counts, countsOf(r, found))
	}
	return counts, nil
}

func countsOf(r Resource, rows []row) ResourceCount {
	all := ResourceCount{Resource: r.Name, Fields: make([]FieldCount, 0, len(r.Values))}
	for _, name := range r.Values {
		all.Fields = append(all.Fields, FieldCount{Name: name, Values: []ValueCount{}})
	}
	for _, one := range rows {
		if one.Resource != r.Name {
			continue
		}
		if one.Field == "" {
			all.Count = one.Count
			continue
		}
		of := &all.Fields[slices.Index(r.Values, one.Field)]
		of.Values = append(of.Values, ValueCount{Value: one.Value, Count: one.Count})
	}
	return all
}

// References returns how many rows refer to whatever has the id.
func (p *Projection) References(ctx context.Context, id uuid.UUID) ([]ReferenceCount, error) {
	var resources, fields []string
	for _, r := range p.resources {
		for _, field := range r.References {
			resources, fields = append(resources, r.Name), append(fields, field)
		}
	}
	found, err := p.find(ctx, resources, fields, new(id.String()))
	if err != nil {
		return nil, err
	}
	counts := make([]ReferenceCount, 0, len(found))
	for _, one := range found {
		counts = append(counts, ReferenceCount{Resource: one.Resource, Field: one.Field, Count: one.Count})
	}
	return counts, nil
}

// find reads counts of the projection that is shown: those of a value, or of all.
func (p *Projection) find(ctx context.Context, resources, fields []string, value *string) ([]row, error) {
	found, err := pgdb.All(ctx, p.db, pgx.RowToStructByPos[row], selectCounts, resources, fields, value)
	if err != nil {
		return nil, fmt.Errorf("read the projection: %w", err)
	}
	if len(found) == 0 {
		return nil, fault.Busy("not_counted", "The counts are being made for the first time.", nil)
	}
	return slices.DeleteFunc(found, func(one row) bool { return one.Resource == "" }), nil
}

// Routes offers the counts to clients.
func (p *Projection) Routes() []httpx.Route {
	const path = "/api/v1/counts"
	return []httpx.Route{
		{
			ID: "countResources", Method: http.MethodGet, Path: path, Summary: "Count all resources",
			Handler: httpx.Handle(
				func(r *http.Request) (struct{}, error) { return struct{}{}, httpx.NoQuery(r) },
				func(ctx context.Context, _ struct{}) ([]ResourceCount, error) { return p.Counts(ctx) },
				writeItems[ResourceCount],
			),
		},
		{
			ID: "countReferences", Method: http.MethodGet, Path: path + "/{id}", Summary: "Count what refers to something",
			Handler: httpx.Handle(readID, p.References, writeItems[ReferenceCount]),
		},
	}
}

func readID(r *http.Request) (uuid.UUID, error) {
	if err := httpx.NoQuery(r); err != nil {
		return uuid.Nil, err
	}
	return httpx.PathParam(r, "id", parse.UUID)
}

func writeItems[T any](w http.ResponseWriter, _ *http.Request, items []T) error {
	return httpx.WriteJSON(w, http.StatusOK, map[string][]T{"items": items})
}
