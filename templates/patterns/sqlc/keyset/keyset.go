// Package keyset says where pages start, for statements that always name a
// place.
package keyset

import (
	"time"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/pagination/paging"
)

// latest is later than every row.
var latest = time.Date(9999, time.December, 31, 0, 0, 0, 0, time.UTC)

// Start returns the place after which the page starts: the one of the request,
// or one that is before every row in its order.
func Start(request paging.Request) paging.Cursor {
	if request.After != nil {
		return *request.After
	}
	switch request.Sort {
	case paging.ByCreatedAt, paging.ByID:
		return paging.Cursor{Sort: request.Sort, CreatedAt: time.Time{}, ID: uuid.Nil}
	case paging.ByCreatedAtDesc, paging.ByIDDesc:
	}
	return paging.Cursor{Sort: request.Sort, CreatedAt: latest, ID: uuid.Max}
}
