package httpapiv2

import (
	"net/http"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/api-versions/apiversion"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
)

// SampleThingBatchRoutes lists the operations on many sample things at once.
func SampleThingBatchRoutes(b *samplething.Batches) []httpx.Route {
	return []httpx.Route{
		{
			ID: "createSampleThingV2Batch", Method: http.MethodPost, Path: sampleThingListPath + "/batch/create", Summary: "Create many sample things",
			Handler: httpx.Handle(readSampleThingBatch, b.Create, writeSampleThingBatch),
		},
	}
}

func readSampleThingBatch(r *http.Request) ([]samplething.BatchInput, error) {
	return httpx.ReadBatch(r, func(b *jsonbody.Object) samplething.BatchInput {
		in := readSampleThingInput(b)
		return samplething.BatchInput{Input: in, Err: b.Err()}
	})
}

func writeSampleThingBatch(w http.ResponseWriter, r *http.Request, outcomes []samplething.BatchOutcome) error {
	return httpx.WriteBatch(w, r, outcomes, func(o samplething.BatchOutcome) (uuid.UUID, error) { return o.ID, apiversion.Renamed(o.Err) })
}
