package parse_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/platform/parse"
)

func accepts[T any](t *testing.T, read func(string) (T, error), accepted, refused []string) {
	t.Helper()
	for _, value := range accepted {
		_, err := read(value)
		assert.NoError(t, err, value)
	}
	for _, value := range refused {
		_, err := read(value)
		assert.Error(t, err, value)
	}
}

func TestEachValueHasOneSpelling(t *testing.T) {
	t.Parallel()
	accepts(t, parse.UUID,
		[]string{"0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"},
		[]string{"", "0190b5d27b1a7c3e9f003d1b2c4e5f60", "{0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60}", "urn:uuid:0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60"})
	accepts(t, parse.Time,
		[]string{"2026-01-31T13:45:00Z", "2026-01-31T13:45:00.123456789+05:30", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+12:00"},
		[]string{"", "2026-01-31", "2026-02-30T00:00:00Z", "9999-12-31T23:59:59-01:00", "-001-01-01T00:00:00Z", "0000-01-01T00:00:00+01:00"})
	accepts(t, parse.Date,
		[]string{"2026-01-31", "0001-01-01", "9999-12-31"},
		[]string{"", "2026-02-30", "2026-1-31", "0000-01-01", "2026-01-31T00:00:00Z"})
	accepts(t, parse.Integer,
		[]string{"0", "-9223372036854775808", "9223372036854775807"},
		[]string{"", "1.0", "01", "+1", "-0", "9223372036854775808"})
	accepts(t, parse.Decimal,
		[]string{"0", "-1.50", "12345678901234567890.123456789"},
		[]string{"", "1e5", "01", "1.", ".5", "+1", "NaN", " 1"})
	accepts(t, parse.Boolean, []string{"true", "false"}, []string{"", "1", "TRUE"})
}

func TestTimeIsCutToMicrosecondsInUTC(t *testing.T) {
	t.Parallel()
	moment, err := parse.Time("2026-01-31T14:45:00.1234569+01:00")
	require.NoError(t, err)
	assert.Equal(t, "2026-01-31 13:45:00.123456 +0000 UTC", moment.String())
}
