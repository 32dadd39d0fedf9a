// Package pgplan records how PostgreSQL carries out statements, so that tests
// can demand that an index serves each of them.
package pgplan

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Spare is the number of rows that a statement may read in vain or sort.
// Where an index serves it there are next to none, however many rows there are.
const Spare = 10

// settings make the server tell how it carried a statement out, those that
// triggers and foreign keys run among them. A whole table is read only where no
// index would do. Plans are made for the values: a plan for any values expects a
// tenth of the rows of a LIMIT that it does not know, which is dear once there
// are many. And nothing is compiled for rows that are not there.
var settings = []string{
	"LOAD 'auto_explain'",
	"SET auto_explain.log_min_duration = 0",
	"SET auto_explain.log_level = notice",
	"SET auto_explain.log_format = json",
	"SET auto_explain.log_analyze = on",
	"SET auto_explain.log_timing = off",
	"SET auto_explain.log_nested_statements = on",
	"SET enable_seqscan = off",
	"SET plan_cache_mode = force_custom_plan",
	"SET jit = off",
}

// enlarge lets the server plan for each table that has rows as for one of a
// billion rows of whose values nothing is known. There, what an index serves costs
// a small part of anything else. By the statistics of a test's few rows both cost
// about the same, and the values, their widths and their places decide. Autovacuum
// would gather those, at any time: it leaves the tables alone.
var enlarge = []string{
	`DO $$
DECLARE
	name regclass;
BEGIN
	FOR name IN SELECT relid FROM pg_stat_user_tables JOIN pg_class ON oid = relid WHERE relkind = 'r' LOOP
		EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = off)', name);
	END LOOP;
END
$$`,
	"DELETE FROM pg_statistic WHERE starelid IN (SELECT relid FROM pg_stat_user_tables)",
	`UPDATE pg_class SET reltuples = 1e9, relpages = pg_relation_size(oid) / current_setting('block_size')::int
WHERE relkind IN ('r', 'i') AND oid IN (SELECT relid FROM pg_stat_user_tables UNION SELECT indexrelid FROM pg_stat_user_indexes)`,
}

// Record holds the statements that a pool has run.
type Record struct {
	lock       sync.Mutex
	statements []statement
	unreadable []error
}

type statement struct {
	Text string `json:"Query Text"`
	Plan step
}

// step is a step of a plan, and those that it takes its rows from.
type step struct {
	Type      string  `json:"Node Type"`
	Table     string  `json:"Relation Name"`
	Rows      float64 `json:"Actual Rows"`
	Loops     float64 `json:"Actual Loops"`
	Discarded float64 `json:"Rows Removed by Filter"`
	Plans     []step
}

// Open returns a pool of one connection to the database, which is closed with
// the test, and the record of what runs on it. The database must be the test's
// own: from now on it plans for each table that has rows as for a large one. The
// role of the URL must be a superuser; if it is not, the test is skipped, or fails
// when it runs in CI.
func Open(t testing.TB, url string) (*pgxpool.Pool, *Record) {
	t.Helper()
	record := &Record{}
	config, err := pgxpool.ParseConfig(url)
	require.NoError(t, err)
	config.MaxConns = 1
	config.ConnConfig.OnNotice = record.note
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	var superuser bool
	require.NoError(t, pool.QueryRow(t.Context(), "SELECT rolsuper FROM pg_roles WHERE rolname = current_user").Scan(&superuser))
	if !superuser {
		require.Empty(t, os.Getenv("CI"), "plans are told to superusers only: connect as one")
		t.Skip("plans are told to superusers only: connect as one to run this test")
	}
	for _, statement := range slices.Concat(enlarge, settings) {
		_, err := pool.Exec(t.Context(), statement, pgx.QueryExecModeSimpleProtocol)
		require.NoError(t, err)
	}
	record.Forget()
	return pool, record
}

// note keeps the plan that a notice of the server tells.
func (r *Record) note(_ *pgconn.PgConn, notice *pgconn.Notice) {
	_, plan, ok := strings.Cut(notice.Message, "plan:\n")
	if !ok {
		return
	}
	var told statement
	err := json.Unmarshal([]byte(plan), &told)
	r.lock.Lock()
	defer r.lock.Unlock()
	if err != nil {
		r.unreadable = append(r.unreadable, err)
		return
	}
	r.statements = append(r.statements, told)
}

// Forget empties the record.
func (r *Record) Forget() {
	r.lock.Lock()
	defer r.lock.Unlock()
	r.statements, r.unreadable = nil, nil
}

// RequireIndexes demands that there are statements in the record and that an
// index serves each: no table is read as a whole, and no more than Spare rows
// are read in vain or sorted. It empties the record.
func (r *Record) RequireIndexes(t testing.TB, doing string) {
	t.Helper()
	r.lock.Lock()
	statements, unreadable := r.statements, r.unreadable
	r.lock.Unlock()
	require.Empty(t, unreadable)
	require.NotEmpty(t, statements, "%s ran no statement", doing)
	for _, told := range statements {
		for _, fault := range faults(told.Plan) {
			assert.Fail(t, "no index serves a statement", "%s %s:\n%s", doing, fault, told.Text)
		}
	}
	r.Forget()
}

func faults(s step) []string {
	var found []string
	for _, below := range s.Plans {
		found = append(found, faults(below)...)
		if strings.HasSuffix(s.Type, "Sort") && below.Rows*below.Loops > Spare {
			found = append(found, fmt.Sprintf("sorts %.0f rows", below.Rows*below.Loops))
		}
	}
	if s.Type == "Seq Scan" {
		found = append(found, "reads the whole of "+s.Table)
	}
	if s.Discarded*s.Loops > Spare {
		found = append(found, fmt.Sprintf("reads %.0f rows of %s in vain", s.Discarded*s.Loops, s.Table))
	}
	return found
}
