package gormdb

import (
	"strings"

	"gorm.io/gorm"

	"goldenpath.dev/patterns/pagination/paging"
)

// Page is a scope that reads a page, and one row more to see whether there is a
// next one.
func Page(request paging.Request) func(*gorm.DB) *gorm.DB {
	return func(g *gorm.DB) *gorm.DB {
		direction, compare := "ASC", ">"
		if strings.HasPrefix(string(request.Sort), "-") {
			direction, compare = "DESC", "<"
		}
		byID := request.Sort == paging.ByID || request.Sort == paging.ByIDDesc
		switch after := request.After; {
		case after == nil:
		case byID:
			g = g.Where("id "+compare+" ?", after.ID)
		default:
			g = g.Where("(created_at, id) "+compare+" (?, ?)", after.CreatedAt, after.ID)
		}
		if !byID {
			g = g.Order("created_at " + direction)
		}
		return g.Order("id " + direction).Limit(request.Limit + 1)
	}
}
