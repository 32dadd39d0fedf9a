package httpx

import (
	"fmt"
	"net/http"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
)

// MaxBatch is the number of items that a batch may have.
const MaxBatch = 500

// ReadBatch reads the items of a batch, each by read. What is wrong with one
// item is left to read; the error is about the body as a whole.
func ReadBatch[Item any](r *http.Request, read func(*jsonbody.Object) Item) ([]Item, error) {
	if err := NoQuery(r); err != nil {
		return nil, err
	}
	body, err := jsonbody.Read(r)
	if err != nil {
		return nil, err
	}
	objects := body.Objects("items")
	if objects == nil {
		jsonbody.Require[any](body, "items", nil)
	}
	if err := body.Err(); err != nil {
		return nil, err
	}
	if len(objects) < 1 || len(objects) > MaxBatch {
		err := fault.New(fault.Invalid, "invalid", "The request breaks rules.")
		err.Fields = []fault.Field{{Pointer: "/items", Code: "size", Message: fmt.Sprintf("must have 1 to %d items", MaxBatch)}}
		return nil, err
	}
	items := make([]Item, len(objects))
	for i, object := range objects {
		items[i] = read(object)
	}
	return items, nil
}

// BatchResult is what became of an item of a batch.
type BatchResult struct {
	Status  int               `json:"status"`
	ID      *uuid.UUID        `json:"id,omitempty"`
	Problem *problem.Document `json:"problem,omitempty"`
}

// WriteBatch sends a result for each outcome of a batch that creates: its id, or
// the problem that its error is.
func WriteBatch[Outcome any](w http.ResponseWriter, r *http.Request, outcomes []Outcome, of func(Outcome) (uuid.UUID, error)) error {
	results := make([]BatchResult, len(outcomes))
	for i, outcome := range outcomes {
		id, err := of(outcome)
		results[i] = BatchResult{Status: http.StatusCreated, ID: &id}
		if err != nil {
			document := problem.Describe(r, err)
			results[i] = BatchResult{Status: document.Status, Problem: &document}
		}
	}
	return WriteJSON(w, http.StatusOK, map[string]any{"results": results})
}
