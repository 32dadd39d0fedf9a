package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/testing/fixture"
)

const sampleThingsV2Path = "/api/v2/sample-things"

func TestSampleThingIsOneInBothVersions(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	body := func() map[string]any {
		return fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))
	}
	sameInBoth := func(id any, version string) {
		older := c.send(http.MethodGet, sampleThingsPath+"/"+id.(string), nil)
		newer := c.send(http.MethodGet, sampleThingsV2Path+"/"+id.(string), nil)
		require.Equal(t, http.StatusOK, newer.Status, string(newer.Body))
		assert.Equal(t, membersInCamelCase(older.object()), newer.object())
		assert.Equal(t, version, newer.Header.Get("ETag"))
		assert.Equal(t, version, older.Header.Get("ETag"))
	}

	created := c.send(http.MethodPost, sampleThingsV2Path, membersInCamelCase(body()))
	require.Equal(t, http.StatusCreated, created.Status, string(created.Body))
	id := created.object()["id"]
	path := sampleThingsV2Path + "/" + id.(string)
	assert.Equal(t, path, created.Header.Get("Location"))
	sameInBoth(id, `"1"`)

	older := c.send(http.MethodPut, sampleThingsPath+"/"+id.(string), body(), apiHeader{"If-Match", `"1"`})
	require.Equal(t, http.StatusOK, older.Status, string(older.Body))
	sameInBoth(id, `"2"`)

	newer := c.send(http.MethodPut, path, membersInCamelCase(body()), apiHeader{"If-Match", `"2"`})
	require.Equal(t, http.StatusOK, newer.Status, string(newer.Body))
	sameInBoth(id, `"3"`)
	c.send(http.MethodDelete, path, nil, apiHeader{"If-Match", `"2"`}).refuses(http.StatusPreconditionFailed, "stale_version")
	assert.Equal(t, http.StatusNoContent, c.send(http.MethodDelete, path, nil, apiHeader{"If-Match", `"3"`}).Status)
	c.send(http.MethodGet, path, nil).refuses(http.StatusNotFound, "not_found")
	c.send(http.MethodGet, sampleThingsPath+"/"+id.(string), nil).refuses(http.StatusNotFound, "not_found")
}

func TestSampleThingMistakesHaveTheNamesOfTheSecondVersion(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	for _, broken := range fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next())) {
		body := string(toJSON(t, membersInCamelCase(fixture.SampleThingJSON(broken.Input))))
		refusal := c.sendBroken(http.MethodPost, sampleThingsV2Path, body).refuses(http.StatusUnprocessableEntity, "invalid")
		require.NotEmpty(t, refusal.Errors)
		assert.True(t, strings.HasPrefix(refusal.Errors[0].Pointer, inCamelCase(broken.Pointer)), refusal.Errors[0].Pointer)
	}
}

func TestSampleThingListOfTheSecondVersionIsReadPageByPage(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	stored := map[string]bool{}
	for range 3 {
		stored[fixture.SampleThingStored(t, db, fixture.Next()).ID.String()] = true
	}
	for _, by := range fixture.SampleThingSorts() {
		seen, query := 0, "?limit=2&sort="+inCamelCase(by)
		for query != "" {
			list := c.send(http.MethodGet, sampleThingsV2Path+query, nil)
			require.Equal(t, http.StatusOK, list.Status, string(list.Body))
			items, _ := list.object()["items"].([]any)
			for _, item := range items {
				if one, ok := item.(map[string]any); ok && stored[one["id"].(string)] {
					seen++
				}
			}
			query = ""
			if next, ok := list.object()["nextCursor"].(string); ok {
				query = "?limit=2&cursor=" + next
			}
		}
		assert.Equal(t, len(stored), seen, by)
	}
	c.sendBroken(http.MethodGet, sampleThingsV2Path+"?sort=created_at", "").refuses(http.StatusBadRequest, "invalid_query")
}
