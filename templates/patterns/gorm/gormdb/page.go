package gormdb

import (
	"github.com/jackc/pgx/v5"
	"gorm.io/gorm"

	"goldenpath.dev/patterns/pagination/paging"
)

// Page is a scope that reads a page, and one row more to see whether there is a
// next one.
func Page(request paging.Request) func(*gorm.DB) *gorm.DB {
	return func(g *gorm.DB) *gorm.DB {
		direction, compare := " ASC", " >"
		if request.Sort.Descending() {
			direction, compare = " DESC", " <"
		}
		byID := request.Sort.Field() == string(paging.ByID)
		column := pgx.Identifier{request.Sort.Field()}.Sanitize()
		switch after := request.After; {
		case after == nil:
		case byID:
			g = g.Where("id"+compare+" ?", after.ID)
		default:
			g = g.Where("("+column+", id)"+compare+" (?, ?)", after.Value, after.ID)
		}
		if !byID {
			g = g.Order(column + direction)
		}
		return g.Order("id" + direction).Limit(request.Limit + 1)
	}
}
