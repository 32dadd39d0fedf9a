package pgdb_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/pgx/pgdb"
)

func TestQueryBuildsAPage(t *testing.T) {
	t.Parallel()
	id, moment := uuid.New(), time.Now().Format(time.RFC3339Nano)
	var byTime, byID pgdb.Query
	byTime.Equal("status", "paid")
	statement, args := byTime.Page("id, name", "things", paging.Request{
		Limit: 5, Sort: paging.ByCreatedAtDesc, After: &paging.Cursor{Value: moment, ID: id},
	})
	assert.Equal(t, `SELECT id, name FROM things WHERE status = $1 AND deleted_at IS NULL AND ("created_at", id) < ($2, $3)`+
		` ORDER BY "created_at" DESC, id DESC LIMIT $4`, statement)
	assert.Equal(t, []any{"paid", moment, id, 6}, args)

	statement, args = byID.Page("id", "things", paging.Request{Limit: 1, Sort: paging.ByID, After: &paging.Cursor{ID: id}})
	assert.Equal(t, "SELECT id FROM things WHERE deleted_at IS NULL AND id > $1 ORDER BY id ASC LIMIT $2", statement)
	assert.Equal(t, []any{id, 2}, args)
}
