package paging_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/pagination/paging"
)

var moment = time.Date(2026, 1, 31, 13, 45, 0, 123456000, time.UTC)

type item struct {
	id     uuid.UUID
	at     time.Time
	name   string
	number int64
	price  string
}

var sorts = paging.NewSorts(
	func(v item) uuid.UUID { return v.id },
	func(v item) time.Time { return v.at },
	paging.ByText("name", func(v item) string { return v.name }),
	paging.ByInteger("number", func(v item) int64 { return v.number }),
	paging.ByDecimal("price", func(v item) string { return v.price }),
	paging.ByTime("due", func(v item) time.Time { return v.at.AddDate(-100, 0, 0) }),
)

func some() item {
	return item{id: uuid.New(), at: moment, name: "Zoë & 1.5", number: math.MinInt64, price: "-0.50"}
}

func TestPagesAreCutAndPointToTheNext(t *testing.T) {
	t.Parallel()
	request := paging.Request{Limit: 2, Sort: "-name"}
	items := []item{some(), some(), some()}

	first := sorts.Page(request, items)
	assert.Equal(t, items[:2], first.Items)
	assert.Equal(t, paging.Sort("-name"), first.Next.Sort)
	assert.Equal(t, items[1].name, first.Next.Value)
	assert.Equal(t, items[1].id, first.Next.ID)

	last := sorts.Page(request, items[:2])
	assert.Nil(t, last.Next, "a full page with nothing behind it is the last one")
}

func TestNewRequestKeepsTheOrderOfTheCursor(t *testing.T) {
	t.Parallel()
	cursor, other := &paging.Cursor{Sort: paging.ByID}, paging.ByCreatedAt
	assert.Equal(t, paging.Request{Limit: paging.DefaultLimit, Sort: paging.ByID, After: cursor}, paging.NewRequest(nil, &other, cursor))
	assert.Equal(t, paging.ByCreatedAt, paging.NewRequest(nil, &other, nil).Sort)
	assert.Equal(t, paging.ByCreatedAtDesc, paging.NewRequest(nil, nil, nil).Sort)
}

func TestCursorsComeBackAsTheyWere(t *testing.T) {
	t.Parallel()
	values := map[string]string{
		"id": "", "created_at": "2026-01-31T13:45:00.123456Z", "due": "1926-01-31T13:45:00.123456Z",
		"name": "Zoë & 1.5", "number": "-9223372036854775808", "price": "-0.50",
	}
	require.Len(t, sorts.All(), 2*len(values))
	for _, sort := range sorts.All() {
		cursor := sorts.Cursor(sort, some())
		assert.Equal(t, values[sort.Field()], cursor.Value, sort)
		read, err := sorts.ParseCursor(cursor.String())
		require.NoError(t, err, sort)
		assert.Equal(t, cursor, read)
	}
}

func TestWhateverHasTheFormIsAPlace(t *testing.T) {
	t.Parallel()
	id := "." + strings.Repeat("0", 32)
	for value, expected := range map[string]string{
		"created_at.ffffffffffffffff": "1969-12-31T23:59:59.999999Z",
		"created_at.8000000000000000": "0001-01-01T00:00:00Z",
		"created_at.7fffffffffffffff": "9999-12-31T23:59:59.999999Z",
		"name.":                       "",
		"name._w":                     "",
		"name.AGEA":                   "a",
	} {
		cursor, err := sorts.ParseCursor(value + id)
		require.NoError(t, err, value)
		assert.Equal(t, expected, cursor.Value, value)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, limit := range []string{"", "0", "101", "-1", "1.0", "ten", "99999999999999999999"} {
		_, err := paging.ParseLimit(limit)
		assert.Error(t, err, limit)
	}
	for _, sort := range []string{"", "-", "--id", "no_such", "ID", "-name "} {
		_, err := sorts.Parse(sort)
		assert.ErrorContains(t, err, "must be one of created_at, -created_at, id, -id, name, -name, number", sort)
	}
	id := strings.Repeat("0", 32)
	for _, cursor := range []string{
		"", "id", "id.", "id.." + id, "no_such." + id, "--id." + id, "id." + id + "0", "id." + strings.Repeat("G", 32),
		"name." + id, "name.a." + id, "name.aa=." + id, "name.a\na." + id, "number.1." + id, "price.." + id,
		"price.1e9." + id, "price.1..5." + id, "created_at.-000000000000001." + id,
	} {
		_, err := sorts.ParseCursor(cursor)
		assert.Error(t, err, cursor)
	}
}

func FuzzParseCursor(f *testing.F) {
	for _, sort := range sorts.All() {
		f.Add(sorts.Cursor(sort, some()).String())
	}
	f.Fuzz(func(t *testing.T, value string) {
		cursor, err := sorts.ParseCursor(value)
		if err == nil {
			assert.Equal(t, value, cursor.String(), "one cursor has one spelling")
			assert.NotContains(t, cursor.Value, "\x00")
		}
	})
}
