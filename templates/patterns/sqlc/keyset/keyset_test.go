package keyset_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/sqlc/keyset"
)

func TestAPageStartsAfterTheCursorOrBeforeEveryRow(t *testing.T) {
	t.Parallel()
	now, id := time.Now(), uuid.New()
	for _, sort := range []paging.Sort{paging.ByCreatedAt, paging.ByID} {
		start := keyset.Start(paging.Request{Sort: sort})
		assert.True(t, start.CreatedAt.Before(now))
		assert.Less(t, start.ID.String(), id.String())
	}
	for _, sort := range []paging.Sort{paging.ByCreatedAtDesc, paging.ByIDDesc} {
		start := keyset.Start(paging.Request{Sort: sort})
		assert.True(t, start.CreatedAt.After(now))
		assert.Greater(t, start.ID.String(), id.String())
	}
	cursor := paging.Cursor{Sort: paging.ByID, CreatedAt: now, ID: id}
	assert.Equal(t, cursor, keyset.Start(paging.Request{Sort: paging.ByID, After: &cursor}))
}
