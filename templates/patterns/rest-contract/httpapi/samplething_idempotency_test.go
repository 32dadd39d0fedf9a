package httpapi_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/testing/fixture"
)

func TestSampleThingIsCreatedOnceWithAKey(t *testing.T) {
	t.Parallel()
	c, db := newAPIClient(t), fixture.Database(t)
	create := func(body map[string]any, key string) *apiAnswer {
		return c.send(http.MethodPost, sampleThingsPath, body, apiHeader{"Idempotency-Key", key})
	}
	body := fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))
	other := fixture.SampleThingJSON(fixture.SampleThingReferring(t, db, fixture.Next()))
	key := uuid.NewString()
	first := create(body, key)
	require.Equal(t, http.StatusCreated, first.Status, string(first.Body))
	assert.Empty(t, first.Header.Get("Idempotent-Replayed"))

	again := create(body, key)
	assert.Equal(t, http.StatusCreated, again.Status)
	assert.Equal(t, "true", again.Header.Get("Idempotent-Replayed"))
	assert.Equal(t, first.Header.Get("Location"), again.Header.Get("Location"))
	assert.Equal(t, string(first.Body), string(again.Body))

	assert.Equal(t, http.StatusUnprocessableEntity, create(other, key).Status)
	assert.Equal(t, http.StatusBadRequest, c.sendBroken(http.MethodPost, sampleThingsPath, "{}", apiHeader{"Idempotency-Key", "two words"}).Status)
	assert.Equal(t, http.StatusCreated, create(other, uuid.NewString()).Status)
}
