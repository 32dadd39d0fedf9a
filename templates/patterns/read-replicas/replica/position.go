package replica

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Position is a place in the log of the database's changes; a copy that has come
// to it holds every change before it.
type Position uint64

var positionForm = regexp.MustCompile(`^[0-9A-F]{1,8}/[0-9A-F]{1,8}$`)

const (
	base16  = 16
	half    = 32
	allBits = 64
)

// ParsePosition reads a position as PostgreSQL writes it, such as 16/B374D848.
func ParsePosition(text string) (Position, error) {
	if !positionForm.MatchString(text) {
		return 0, errors.New("must be two hexadecimal numbers in capitals with a slash between them")
	}
	high, low, _ := strings.Cut(text, "/")
	number, err := strconv.ParseUint(fmt.Sprintf("%08s%08s", high, low), base16, allBits)
	return Position(number), err
}

// String writes the position as PostgreSQL does.
func (p Position) String() string {
	return fmt.Sprintf("%X/%X", uint64(p)>>half, uint32(p)) //nolint:gosec // the lower half
}

// position returns the place at which the primary is.
func (s *Set) position(ctx context.Context) (Position, error) {
	var text string
	if err := s.primary.QueryRow(ctx, "SELECT pg_current_wal_insert_lsn()::text").Scan(&text); err != nil {
		return 0, err
	}
	return ParsePosition(text)
}

type allowanceKey struct{}

// Allow returns a context with which reads may go to a copy that holds every
// change before seen; zero is content with any.
func Allow(ctx context.Context, seen Position) context.Context {
	return context.WithValue(ctx, allowanceKey{}, seen)
}

// Primary returns a context with which reads go to the primary.
func Primary(ctx context.Context) context.Context {
	return context.WithValue(ctx, allowanceKey{}, nil)
}

func allowance(ctx context.Context) (Position, bool) {
	seen, ok := ctx.Value(allowanceKey{}).(Position)
	return seen, ok
}
