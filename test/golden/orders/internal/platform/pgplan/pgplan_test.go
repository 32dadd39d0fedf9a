package pgplan_test

import (
	"fmt"
	"strings"
	"testing"

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

func TestItTellsWhatNoIndexServes(t *testing.T) {
	t.Parallel()
	pool, record := pgplan.Open(t, pgtest.Database(t))
	for _, statement := range []string{
		"CREATE TABLE parents (id int PRIMARY KEY)",
		"CREATE TABLE things (id int PRIMARY KEY, kind int, size int, parent int REFERENCES parents (id) ON DELETE CASCADE)",
		"CREATE INDEX ON things (kind)",
		"INSERT INTO parents SELECT generate_series(1, 3)",
		"INSERT INTO things SELECT n, n % 2, n, 1 FROM generate_series(1, 100) AS n",
		"ANALYZE parents, things",
	} {
		_, err := pool.Exec(t.Context(), statement)
		require.NoError(t, err)
	}
	for statement, expected := range map[string]string{
		"SELECT id FROM things WHERE id = 7":                                             "",
		"SELECT id FROM things WHERE kind = 1 LIMIT 5":                                   "",
		"SELECT id FROM things ORDER BY id DESC LIMIT 5":                                 "",
		"SELECT id FROM things WHERE size = 7":                                           "reads the whole of things",
		"SELECT id FROM things WHERE kind = 1 AND size = 7":                              "in vain",
		"SELECT id FROM things WHERE kind = 1 ORDER BY size, id LIMIT 5":                 "sorts 50 rows",
		"WITH gone AS (DELETE FROM parents WHERE id = 3 RETURNING 1) SELECT * FROM gone": "reads the whole of things",
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
