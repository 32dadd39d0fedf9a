package paging

import (
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
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

var errCursor = errors.New("must be a cursor that this API returned")

const cursorParts = 3

// String encodes the cursor. Clients must not look into it.
func (c Cursor) String() string {
	text := strings.Join([]string{string(c.Sort), strconv.FormatInt(c.CreatedAt.UnixMicro(), 10), c.ID.String()}, "|")
	return base64.RawURLEncoding.EncodeToString([]byte(text))
}

// ParseCursor reads what String wrote, and nothing else.
func ParseCursor(value string) (Cursor, error) {
	text, err := base64.RawURLEncoding.DecodeString(value)
	if err != nil {
		return Cursor{}, errCursor
	}
	parts := strings.Split(string(text), "|")
	if len(parts) != cursorParts {
		return Cursor{}, errCursor
	}
	sort, sortErr := ParseSort(parts[0])
	micros, timeErr := strconv.ParseInt(parts[1], 10, 64)
	id, idErr := uuid.Parse(parts[2])
	if sortErr != nil || timeErr != nil || idErr != nil {
		return Cursor{}, errCursor
	}
	cursor := Cursor{Sort: sort, CreatedAt: time.UnixMicro(micros).UTC(), ID: id}
	const lastYear = 9999
	if cursor.String() != value || cursor.CreatedAt.Year() < 1 || cursor.CreatedAt.Year() > lastYear {
		return Cursor{}, errCursor
	}
	return cursor, nil
}
