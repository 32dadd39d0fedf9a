package gormdb

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Returning asks for the columns of the model, and no more: GORM's own clause
// asks for all that the table has.
type Returning struct{}

// Name returns the keyword of the clause.
func (Returning) Name() string { return "RETURNING" }

// MergeClause makes it the clause of the statement.
func (r Returning) MergeClause(merged *clause.Clause) { merged.Expression = r }

// Build writes the columns.
func (Returning) Build(builder clause.Builder) {
	statement, ok := builder.(*gorm.Statement)
	if !ok {
		return
	}
	for i, column := range statement.Schema.DBNames {
		if i > 0 {
			_ = builder.WriteByte(',')
		}
		builder.WriteQuoted(column)
	}
}
