package pgplan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/pgplan"
	"github.com/acme/orders/internal/platform/pgtest"
)

// failures is a test that notes why it would fail.
type failures struct {
	testing.TB
	told []string
}

func (f *failures) Errorf(format string, args ...any) {
	f.told = append(f.told, fmt.Sprintf(format, args...))
}

// things has a hundred wide rows, of which thirty in the middle are alike.
var things = []string{
	"CREATE TABLE parents (id int PRIMARY KEY)",
	`CREATE TABLE things (
		id int PRIMARY KEY, kind int, state int, size int, note text, deleted_at timestamptz,
		parent int REFERENCES parents (id) ON DELETE CASCADE)`,
	"CREATE INDEX ON things (kind)",
	"CREATE INDEX ON things (state, id) WHERE deleted_at IS NULL",
	"CREATE INDEX ON things (state, size, id) WHERE deleted_at IS NULL",
	"INSERT INTO parents SELECT generate_series(1, 3)",
	`INSERT INTO things SELECT n, n % 2, CASE WHEN n BETWEEN 36 AND 65 THEN 1 ELSE 2 END, 7, repeat('?', 100), NULL, 1
	FROM generate_series(1, 100) AS n`,
	// It makes plans for few rows, as a test's own or autovacuum's would.
	"ANALYZE",
}

func database(t *testing.T) string {
	t.Helper()
	url := pgtest.Database(t)
	conn, err := pgx.Connect(t.Context(), url)
	require.NoError(t, err)
	for _, statement := range things {
		_, err := conn.Exec(t.Context(), statement)
		require.NoError(t, err)
	}
	require.NoError(t, conn.Close(t.Context()))
	return url
}

func TestItTellsWhatNoIndexServes(t *testing.T) {
	t.Parallel()
	pool, record := pgplan.Open(t, database(t))
	for statement, expected := range map[string]string{
		"SELECT id FROM things WHERE id = 7":                                                                                       "",
		"SELECT id FROM things WHERE kind = 1 LIMIT 5":                                                                             "",
		"SELECT id FROM things ORDER BY id DESC LIMIT 5":                                                                           "",
		"SELECT * FROM things WHERE state = 1 AND deleted_at IS NULL ORDER BY id LIMIT 5":                                          "",
		"SELECT * FROM things WHERE state = 1 AND deleted_at IS NULL ORDER BY size, id LIMIT 5":                                    "",
		"SELECT * FROM things WHERE state = 1 AND deleted_at IS NULL AND (size, id) > (7, 40) ORDER BY size, id LIMIT 5":           "",
		"SELECT * FROM things WHERE state = 2 AND deleted_at IS NULL AND (size, id) < (7, 90) ORDER BY size DESC, id DESC LIMIT 5": "",
		"SELECT id FROM things WHERE size = 7":                                                                                     "reads the whole of things",
		"SELECT id FROM things WHERE kind = 1 AND size = 8":                                                                        "reads 50 rows of things in vain",
		"SELECT * FROM things WHERE state = 1 ORDER BY id LIMIT 5":                                                                 "reads 35 rows of things in vain",
		"SELECT id FROM things WHERE kind = 1 ORDER BY size, id LIMIT 5":                                                           "sorts 50 rows",
		"SELECT id FROM things ORDER BY kind, id LIMIT 5":                                                                          "sorts 51 rows",
		"WITH gone AS (DELETE FROM parents WHERE id = 3 RETURNING 1) SELECT * FROM gone":                                           "reads the whole of things",
	} {
		record.Forget()
		_, err := pool.Exec(t.Context(), statement)
		require.NoError(t, err)
		noted := &failures{TB: t}
		record.RequireIndexes(noted, "the test")
		told := strings.Join(noted.told, "\n")
		if expected == "" {
			assert.Empty(t, told, statement)
			continue
		}
		assert.Contains(t, told, expected, statement)
	}
}
