package paging

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"
)

// Cursor is a place in a list: the last item that the client has seen.
type Cursor struct {
	// Sort is the order of the list.
	Sort Sort
	// CreatedAt and ID are those of the last item.
	CreatedAt time.Time
	ID        uuid.UUID
}

var (
	errCursor = errors.New("must be a cursor that this API returned")

	// A letter for the order, the time in microseconds, the id. Whatever has
	// this form is a place in some list.
	cursorForm = regexp.MustCompile(`^([cdij])([0-9a-f]{14})([0-9a-f]{32})$`)

	letters = map[Sort]string{ByCreatedAt: "c", ByCreatedAtDesc: "d", ByID: "i", ByIDDesc: "j"}
)

// String encodes the cursor. Clients must not look into it.
func (c Cursor) String() string {
	return fmt.Sprintf("%s%014x%x", letters[c.Sort], max(0, c.CreatedAt.UnixMicro()), c.ID[:])
}

// ParseCursor reads what String wrote, and nothing else.
func ParseCursor(value string) (Cursor, error) {
	parts := cursorForm.FindStringSubmatch(value)
	if parts == nil {
		return Cursor{}, errCursor
	}
	const base, bits = 16, 64
	micros, timeErr := strconv.ParseInt(parts[2], base, bits)
	id, idErr := uuid.Parse(parts[3])
	if timeErr != nil || idErr != nil {
		return Cursor{}, errCursor
	}
	cursor := Cursor{CreatedAt: time.UnixMicro(micros).UTC(), ID: id}
	for sort, letter := range letters {
		if letter == parts[1] {
			cursor.Sort = sort
		}
	}
	return cursor, nil
}
