package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/testing/fixture"
)

const sampleThingsPath = "/api/v1/sample-things"

func TestSampleThingLivesFromPostToDelete(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	body := fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))

	created := c.send(http.MethodPost, sampleThingsPath, body)
	require.Equal(t, http.StatusCreated, created.Status, string(created.Body))
	path, tag := created.Header.Get("Location"), created.Header.Get("ETag")
	assert.Equal(t, `"1"`, tag)
	assert.True(t, strings.HasPrefix(path, sampleThingsPath+"/"))

	read := c.send(http.MethodGet, path, nil)
	require.Equal(t, http.StatusOK, read.Status)
	assert.Equal(t, created.object(), read.object())
	assert.Equal(t, tag, read.Header.Get("ETag"))
	assert.Equal(t, http.StatusNotModified, c.send(http.MethodGet, path, nil, apiHeader{"If-None-Match", `"9", W/` + tag}).Status)

	replacement := fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))
	replaced := c.send(http.MethodPut, path, replacement, apiHeader{"If-Match", tag})
	require.Equal(t, http.StatusOK, replaced.Status, string(replaced.Body))
	assert.Equal(t, `"2"`, replaced.Header.Get("ETag"))
	assert.Equal(t, read.object()["id"], replaced.object()["id"])

	c.send(http.MethodPut, path, replacement, apiHeader{"If-Match", tag}).refuses(http.StatusPreconditionFailed, "stale_version")
	c.send(http.MethodPut, path, replacement, apiHeader{"If-Match", `"99"`}).refuses(http.StatusConflict, "unknown_version")
	c.sendBroken(http.MethodPut, path, "{}").refuses(http.StatusPreconditionRequired, "version_required")
	c.sendBroken(http.MethodPut, path, "{}", apiHeader{"If-Match", ""}).refuses(http.StatusBadRequest, "invalid_parameter")
	c.send(http.MethodDelete, path, nil, apiHeader{"If-Match", tag}).refuses(http.StatusPreconditionFailed, "stale_version")
	c.sendBroken(http.MethodDelete, path, "", apiHeader{"If-Match", ""}).refuses(http.StatusBadRequest, "invalid_parameter")

	assert.Equal(t, http.StatusNoContent, c.send(http.MethodDelete, path, nil).Status)
	c.send(http.MethodGet, path, nil).refuses(http.StatusNotFound, "not_found")
	c.send(http.MethodDelete, path, nil).refuses(http.StatusNotFound, "not_found")
	c.send(http.MethodPut, path, replacement, apiHeader{"If-Match", "*"}).refuses(http.StatusNotFound, "not_found")
	assert.Equal(t, http.StatusCreated, c.send(http.MethodPost, sampleThingsPath, replacement).Status, "values of deleted rows are free again")
}

func TestSampleThingIsRefusedWithEveryBrokenRule(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	for _, broken := range fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next())) {
		body := string(toJSON(t, fixture.SampleThingJSON(broken.Input)))
		refusal := c.sendBroken(http.MethodPost, sampleThingsPath, body).refuses(http.StatusUnprocessableEntity, "invalid")
		require.NotEmpty(t, refusal.Errors)
		assert.True(t, strings.HasPrefix(refusal.Errors[0].Pointer, broken.Pointer), refusal.Errors[0].Pointer)
	}
}

func TestSampleThingIDsAreUUIDs(t *testing.T) {
	t.Parallel()
	c := newAPIClient(t)
	for _, id := range []string{"1", "a%2Fb", "%00", unknownID + "x"} {
		c.sendBroken(http.MethodGet, sampleThingsPath+"/"+id, "").refuses(http.StatusBadRequest, "invalid_parameter")
	}
	c.send(http.MethodGet, sampleThingsPath+"/"+unknownID, nil).refuses(http.StatusNotFound, "not_found")
}

func TestSampleThingListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	stored := map[string]bool{}
	for range 3 {
		stored[fixture.SampleThingStored(t, db, fixture.Next()).ID.String()] = true
	}
	for _, by := range fixture.SampleThingSorts() {
		seen, query := 0, "?limit=2&sort="+by
		for query != "" {
			list := c.send(http.MethodGet, sampleThingsPath+query, nil)
			require.Equal(t, http.StatusOK, list.Status, string(list.Body))
			items, _ := list.object()["items"].([]any)
			for _, item := range items {
				if one, ok := item.(map[string]any); ok && stored[one["id"].(string)] {
					seen++
				}
			}
			query = ""
			if next, ok := list.object()["next_cursor"].(string); ok {
				query = "?limit=2&cursor=" + next
			}
		}
		assert.Equal(t, len(stored), seen, by)
	}
}
