package paging_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/paging"
)

var moment = time.Date(2026, 1, 31, 13, 45, 0, 123456000, time.UTC)

func key(id uuid.UUID) (time.Time, uuid.UUID) { return moment, id }

func TestNewCutsThePageAndPointsToTheNext(t *testing.T) {
	t.Parallel()
	request := paging.Request{Limit: 2, Sort: paging.ByID}
	ids := []uuid.UUID{uuid.New(), uuid.New(), uuid.New()}

	first := paging.New(request, ids, key)
	assert.Equal(t, ids[:2], first.Items)
	assert.Equal(t, &paging.Cursor{Sort: paging.ByID, CreatedAt: moment, ID: ids[1]}, first.Next)

	last := paging.New(request, ids[:2], key)
	assert.Nil(t, last.Next, "a full page with nothing behind it is the last one")
}

func TestNewRequestKeepsTheOrderOfTheCursor(t *testing.T) {
	t.Parallel()
	cursor, other := &paging.Cursor{Sort: paging.ByID, CreatedAt: moment}, paging.ByCreatedAt
	assert.Equal(t, paging.Request{Limit: paging.DefaultLimit, Sort: paging.ByID, After: cursor}, paging.NewRequest(nil, &other, cursor))
	assert.Equal(t, paging.ByCreatedAt, paging.NewRequest(nil, &other, nil).Sort)
	assert.Equal(t, paging.ByCreatedAtDesc, paging.NewRequest(nil, nil, nil).Sort)
}

func TestCursorComesBackAsItWas(t *testing.T) {
	t.Parallel()
	for _, sort := range []paging.Sort{paging.ByCreatedAt, paging.ByCreatedAtDesc, paging.ByID, paging.ByIDDesc} {
		cursor := paging.Cursor{Sort: sort, CreatedAt: moment, ID: uuid.New()}
		read, err := paging.ParseCursor(cursor.String())
		require.NoError(t, err)
		assert.Equal(t, cursor, read)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, limit := range []string{"", "0", "101", "-1", "1.0", "ten", "99999999999999999999"} {
		_, err := paging.ParseLimit(limit)
		assert.Error(t, err, limit)
	}
	_, err := paging.ParseSort("name")
	assert.Error(t, err)
}

func FuzzParseCursor(f *testing.F) {
	f.Add(paging.Cursor{Sort: paging.ByCreatedAtDesc, CreatedAt: moment, ID: uuid.New()}.String())
	f.Add("")
	f.Add("c0000000000000000000000000000000000000000000000")
	f.Fuzz(func(t *testing.T, value string) {
		cursor, err := paging.ParseCursor(value)
		if err == nil {
			assert.Equal(t, value, cursor.String(), "one cursor has one spelling")
		}
	})
}
