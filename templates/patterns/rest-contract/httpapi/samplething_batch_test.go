package httpapi_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/testing/fixture"
)

const sampleThingsBatchPath = sampleThingsPath + "/batch/create"

func TestSampleThingsAreCreatedInBatches(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	in := fixture.SampleThingReferring(t, db, fixture.Next())
	items := []any{fixture.SampleThingJSON(in)}
	for _, broken := range fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next())) {
		items = append(items, fixture.SampleThingJSON(broken.Input))
	}
	const alike = 20
	for _, in := range fixture.SampleThingsAlike(t, db, alike) {
		items = append(items, fixture.SampleThingJSON(in))
	}
	items = append(items, map[string]any{"no such thing": 1})
	answer := c.send(http.MethodPost, sampleThingsBatchPath, map[string]any{"items": items})
	require.Equal(t, http.StatusOK, answer.Status, string(answer.Body))
	var body struct {
		Results []httpx.BatchResult
	}
	require.NoError(t, json.Unmarshal(answer.Body, &body))
	require.Len(t, body.Results, len(items))
	for i, result := range body.Results {
		switch {
		case i == len(items)-1:
			assert.Equal(t, http.StatusBadRequest, result.Status)
		case i > 0 && i < len(items)-1-alike:
			require.Equal(t, http.StatusUnprocessableEntity, result.Status)
			assert.NotEmpty(t, result.Problem.Errors)
		default:
			require.Equal(t, http.StatusCreated, result.Status, string(answer.Body))
			read := c.send(http.MethodGet, sampleThingsPath+"/"+result.ID.String(), nil)
			require.Equal(t, http.StatusOK, read.Status)
			assert.Equal(t, `"1"`, read.Header.Get("ETag"))
		}
	}
}

func TestWhatIsNoBatchOfSampleThingsIsRefused(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	item := fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))
	many := slices.Repeat([]any{map[string]any{}}, httpx.MaxBatch+1)
	for body, status := range map[string]int{
		`{}`:                       http.StatusUnprocessableEntity,
		`{"items": []}`:            http.StatusUnprocessableEntity,
		`{"items": 1}`:             http.StatusBadRequest,
		`{"items": [1]}`:           http.StatusBadRequest,
		`{"items": [], "more": 1}`: http.StatusBadRequest,
		string(toJSON(t, map[string]any{"items": many})): http.StatusUnprocessableEntity,
	} {
		answer := c.sendBroken(http.MethodPost, sampleThingsBatchPath, body)
		require.Equal(t, status, answer.Status, string(answer.Body))
		assert.Equal(t, problem.ContentType, answer.Header.Get("Content-Type"))
	}
	once := c.send(http.MethodPost, sampleThingsBatchPath, map[string]any{"items": []any{item}})
	require.Equal(t, http.StatusOK, once.Status)
}
