package httpapi_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestSampleThingBatchesAreInTheSecondVersionToo(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	good := fixture.SampleThingReferring(t, db, fixture.Next())
	items := []any{membersInCamelCase(fixture.SampleThingJSON(good))}
	broken := fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next()))
	for _, one := range broken {
		items = append(items, membersInCamelCase(fixture.SampleThingJSON(one.Input)))
	}
	answer := c.send(http.MethodPost, sampleThingsV2Path+"/batch/create", map[string]any{"items": items})
	require.Equal(t, http.StatusOK, answer.Status, string(answer.Body))
	var body struct {
		Results []httpx.BatchResult
	}
	require.NoError(t, json.Unmarshal(answer.Body, &body))
	require.Len(t, body.Results, len(items))
	require.Equal(t, http.StatusCreated, body.Results[0].Status, string(answer.Body))
	read := c.send(http.MethodGet, sampleThingsV2Path+"/"+body.Results[0].ID.String(), nil)
	assert.Equal(t, http.StatusOK, read.Status)
	for i, one := range broken {
		refusal := body.Results[i+1]
		require.Equal(t, http.StatusUnprocessableEntity, refusal.Status)
		require.NotEmpty(t, refusal.Problem.Errors)
		assert.True(t, strings.HasPrefix(refusal.Problem.Errors[0].Pointer, inCamelCase(one.Pointer)), refusal.Problem.Errors[0].Pointer)
	}
}
