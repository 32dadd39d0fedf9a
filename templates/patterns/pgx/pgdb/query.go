package pgdb

import (
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pagination/paging"
)

// Query builds the statement of a list. Columns and tables are constants of the
// code; values travel as arguments.
type Query struct {
	conditions []string
	args       []any
}

// where adds a condition that holds a ? for each value.
func (q *Query) where(condition string, values ...any) {
	for _, value := range values {
		q.args = append(q.args, value)
		condition = strings.Replace(condition, "?", "$"+strconv.Itoa(len(q.args)), 1)
	}
	q.conditions = append(q.conditions, condition)
}

// Equal keeps the rows whose column has the value.
func (q *Query) Equal(column string, value any) { q.where(column+" = ?", value) }

// Page returns the statement that reads a page, and its arguments. The
// statement reads one row more than the page has, to see whether there is a
// next one.
func (q *Query) Page(columns, table string, request paging.Request) (sql string, args []any) {
	q.where("deleted_at IS NULL")
	direction, compare := " ASC", " >"
	if request.Sort.Descending() {
		direction, compare = " DESC", " <"
	}
	byID := request.Sort.Field() == string(paging.ByID)
	column := pgx.Identifier{request.Sort.Field()}.Sanitize()
	order := column + direction + ", id" + direction
	if byID {
		order = "id" + direction
	}
	switch after := request.After; {
	case after == nil:
	case byID:
		q.where("id"+compare+" ?", after.ID)
	default:
		q.where("("+column+", id)"+compare+" (?, ?)", after.Value, after.ID)
	}
	q.args = append(q.args, request.Limit+1)
	return "SELECT " + columns + " FROM " + table + " WHERE " + strings.Join(q.conditions, " AND ") +
		" ORDER BY " + order + " LIMIT $" + strconv.Itoa(len(q.args)), q.args
}
