package paging

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Cursor is a place in a list: the last item that the client has seen. Sorts
// make and read it.
type Cursor struct {
	// Sort is the order of the list.
	Sort Sort
	// Value is that of the field, as text that PostgreSQL reads; empty in lists
	// by id.
	Value string
	// ID is the id of the item.
	ID uuid.UUID

	code string
}

// String encodes the cursor. Clients must not look into it.
func (c Cursor) String() string {
	id := hex.EncodeToString(c.ID[:])
	if c.Sort.Field() == idField {
		return string(c.Sort) + "." + id
	}
	return string(c.Sort) + "." + c.code + "." + id
}

var errCursor = errors.New("must be a cursor that this API returned")

// Key is a field by which lists of T are sorted.
type Key[T any] struct {
	field string
	// code returns the field of an item as cursors carry it.
	code func(T) string
	kind
}

// kind says how values of one type stand in cursors. Whatever has the form is a
// place in some list, so that nothing but the form needs to be checked.
type kind struct {
	// form matches what follows the order: the code, and the id.
	form *regexp.Regexp
	// value returns the text of a code that PostgreSQL reads.
	value func(code string) string
}

const idForm = `([0-9a-f]{32})$`

var (
	ids = kind{
		form:  regexp.MustCompile(`^()` + idForm),
		value: itself,
	}
	texts = kind{
		form:  regexp.MustCompile(`^((?:[\w-]{4})*(?:[\w-]{2,3})?)\.` + idForm),
		value: textOf,
	}
	integers = kind{
		form:  regexp.MustCompile(`^([0-9a-f]{16})\.` + idForm),
		value: func(code string) string { return strconv.FormatInt(numberOf(code), decimalBase) },
	}
	decimals = kind{
		form:  regexp.MustCompile(`^(-?[0-9]{1,40}(?:\.[0-9]{1,40})?)\.` + idForm),
		value: itself,
	}
	times = kind{
		form:  regexp.MustCompile(`^([0-9a-f]{16})\.` + idForm),
		value: momentOf,
	}
)

// ByText sorts by text, as the database orders it.
func ByText[T any](field string, of func(T) string) Key[T] {
	return Key[T]{field: field, kind: texts, code: func(v T) string {
		return base64.RawURLEncoding.EncodeToString([]byte(of(v)))
	}}
}

// ByInteger sorts by a whole number.
func ByInteger[T any](field string, of func(T) int64) Key[T] {
	return Key[T]{field: field, kind: integers, code: func(v T) string { return codeOf(of(v)) }}
}

// ByDecimal sorts by an exact number, given as text without an exponent.
func ByDecimal[T any](field string, of func(T) string) Key[T] {
	return Key[T]{field: field, kind: decimals, code: of}
}

// ByTime sorts by a moment or a day.
func ByTime[T any](field string, of func(T) time.Time) Key[T] {
	return Key[T]{field: field, kind: times, code: func(v T) string { return codeOf(of(v).UnixMicro()) }}
}

const hexBase, decimalBase, bits = 16, 10, 64

// Times that JSON and PostgreSQL both have.
var (
	earliest = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC)
	latest   = time.Date(9999, time.December, 31, 23, 59, 59, 999999000, time.UTC)
)

func itself(code string) string { return code }

func codeOf(number int64) string {
	code := strconv.FormatUint(uint64(number), hexBase) //nolint:gosec // the bits are what counts
	return strings.Repeat("0", bits/4-len(code)) + code
}

func numberOf(code string) int64 {
	number, err := strconv.ParseUint(code, hexBase, bits)
	if err != nil {
		return 0
	}
	return int64(number) //nolint:gosec // the bits are what counts
}

func momentOf(code string) string {
	micros := min(max(numberOf(code), earliest.UnixMicro()), latest.UnixMicro())
	return time.UnixMicro(micros).UTC().Format(time.RFC3339Nano)
}

// textOf leaves out what PostgreSQL cannot hold.
func textOf(code string) string {
	text, err := base64.RawURLEncoding.DecodeString(code)
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(strings.ToValidUTF8(string(text), ""), "\x00", "")
}
