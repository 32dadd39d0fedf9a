package httpapi

import (
	"net/http"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/rest-contract/jsonbody"
	"goldenpath.dev/patterns/rest-contract/parse"
)

const (
	sampleThingListPath = "/api/v1/sample-things"
	sampleThingItemPath = "/api/v1/sample-things/{id}"
)

// SampleThingRoutes lists the operations on sample things.
func SampleThingRoutes(s *samplething.Service) []httpx.Route {
	return []httpx.Route{
		{
			ID: "listSampleThings", Method: http.MethodGet, Path: sampleThingListPath, Summary: "List sample things",
			Handler: httpx.Handle(readSampleThingList, s.List, writeSampleThingList),
		},
		{
			ID: "createSampleThing", Method: http.MethodPost, Path: sampleThingListPath, Summary: "Create sample thing",
			Handler: httpx.Handle(readSampleThingCreation, s.Create, writeSampleThingCreation),
		},
		{
			ID: "getSampleThing", Method: http.MethodGet, Path: sampleThingItemPath, Summary: "Read sample thing",
			Handler: httpx.Handle(readSampleThingID, s.Get, writeSampleThing),
		},
		{
			ID: "replaceSampleThing", Method: http.MethodPut, Path: sampleThingItemPath, Summary: "Replace sample thing",
			Handler: httpx.Handle(readSampleThingChange, s.Replace, writeSampleThing),
		},
		{
			ID: "deleteSampleThing", Method: http.MethodDelete, Path: sampleThingItemPath, Summary: "Delete sample thing",
			Handler: httpx.Handle(readSampleThingRemoval, httpx.WithoutResult(s.Delete), httpx.WriteNoContent),
		},
	}
}

func readSampleThingList(r *http.Request) (samplething.ListRequest, error) {
	q := httpx.NewQuery(r)
	in := samplething.ListRequest{Filter: readSampleThingFilter(q), Page: httpx.ReadPage(q, samplething.Sorts)}
	return in, q.Err()
}

func readSampleThingCreation(r *http.Request) (samplething.Input, error) {
	if err := httpx.NoQuery(r); err != nil {
		return samplething.Input{}, err
	}
	return readSampleThingBody(r)
}

func readSampleThingID(r *http.Request) (uuid.UUID, error) {
	if err := httpx.NoQuery(r); err != nil {
		return uuid.Nil, err
	}
	return httpx.PathParam(r, "id", parse.UUID)
}

func readSampleThingChange(r *http.Request) (samplething.Change, error) {
	id, err := readSampleThingID(r)
	if err != nil {
		return samplething.Change{}, err
	}
	seen, err := httpx.IfMatch(r, true)
	if err != nil {
		return samplething.Change{}, err
	}
	in, err := readSampleThingBody(r)
	return samplething.Change{ID: id, Version: seen, Input: in}, err
}

func readSampleThingRemoval(r *http.Request) (samplething.Removal, error) {
	id, err := readSampleThingID(r)
	if err != nil {
		return samplething.Removal{}, err
	}
	seen, err := httpx.IfMatch(r, false)
	return samplething.Removal{ID: id, Version: seen}, err
}

func readSampleThingBody(r *http.Request) (samplething.Input, error) {
	b, err := jsonbody.Read(r)
	if err != nil {
		return samplething.Input{}, err
	}
	in := readSampleThingInput(b)
	return in, b.Err()
}

func writeSampleThing(w http.ResponseWriter, r *http.Request, v samplething.SampleThing) error {
	return httpx.WriteVersion(w, r, http.StatusOK, v.Version, newSampleThingBody(v))
}

func writeSampleThingCreation(w http.ResponseWriter, r *http.Request, v samplething.SampleThing) error {
	w.Header().Set("Location", sampleThingListPath+"/"+v.ID.String())
	return httpx.WriteVersion(w, r, http.StatusCreated, v.Version, newSampleThingBody(v))
}

func writeSampleThingList(w http.ResponseWriter, _ *http.Request, p paging.Page[samplething.SampleThing]) error {
	return httpx.WritePage(w, p, newSampleThingBody)
}
