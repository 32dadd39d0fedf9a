package events_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/outbox/events"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// members are the names of the members of a JSON object, in order.
func members(t *testing.T, object []byte) []string {
	t.Helper()
	var found map[string]any
	require.NoError(t, json.Unmarshal(object, &found))
	return slices.Sorted(maps.Keys(found))
}

func TestDatesAreDays(t *testing.T) {
	t.Parallel()
	day := &events.Date{Time: time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)}
	text, err := json.Marshal(day)
	require.NoError(t, err)
	assert.Equal(t, `"2024-02-29"`, string(text))
	var read *events.Date
	require.NoError(t, json.Unmarshal(text, &read))
	assert.Equal(t, day, read)
	assert.Equal(t, &day.Time, day.Day())
	assert.Nil(t, (*events.Date)(nil).Day())
	assert.Error(t, json.Unmarshal([]byte(`"2023-02-29"`), &read))
}
