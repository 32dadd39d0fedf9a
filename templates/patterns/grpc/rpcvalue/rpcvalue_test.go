package rpcvalue_test

import (
	"errors"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/types/known/timestamppb"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/rest-contract/parse"
)

// mistakes reads with a reader of its own, and returns what it found by path.
func mistakes(t *testing.T, read func(r *rpcvalue.Reader)) map[string]string {
	t.Helper()
	r := new(rpcvalue.Reader)
	read(r)
	err := r.Err()
	if err == nil {
		return nil
	}
	found, ok := errors.AsType[*fault.Error](err)
	require.True(t, ok)
	assert.Equal(t, fault.Malformed, found.Kind)
	told := map[string]string{}
	for _, field := range found.Fields {
		told[field.Parameter] = field.Code
	}
	return told
}

func TestWhatIsWrongIsToldAllAtOnce(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]string{
		"text": "type", "optional": "type", "texts[1]": "type", "time": "required", "long ago": "format",
		"id": "required", "other id": "format", "amount": "format",
	}, mistakes(t, func(r *rpcvalue.Reader) {
		r.Text("text", "a\x00")
		r.OptionalText("optional", new("\x00"))
		r.Texts("texts", []string{"a", "\x00"})
		r.Time("time", nil)
		r.OptionalTime("long ago", &timestamppb.Timestamp{Seconds: -1 << 60})
		rpcvalue.Parse(r, "id", "", parse.UUID)
		rpcvalue.Parse(r, "other id", "x", parse.UUID)
		rpcvalue.ParseOptional(r, "amount", new("1e3"), parse.Decimal)
	}))
}

func TestWhatIsRightIsRead(t *testing.T) {
	t.Parallel()
	moment := time.Date(2026, 1, 31, 13, 45, 0, 123456789, time.UTC)
	assert.Nil(t, mistakes(t, func(r *rpcvalue.Reader) {
		assert.Equal(t, "a", r.Text("text", "a"))
		assert.Nil(t, r.OptionalText("text", nil))
		assert.Equal(t, []string{"a"}, r.Texts("texts", []string{"a"}))
		assert.Equal(t, moment.Truncate(time.Microsecond), r.Time("time", timestamppb.New(moment)))
		assert.Nil(t, r.OptionalTime("time", nil))
		assert.Nil(t, rpcvalue.ParseFilled(r, "order", "", parse.Decimal))
		assert.Nil(t, rpcvalue.ParseOptional(r, "amount", nil, parse.Decimal))
		assert.True(t, decimal.RequireFromString("1.5").Equal(rpcvalue.Parse(r, "amount", "1.50", parse.Decimal)))
	}))
	assert.Equal(t, 1, rpcvalue.Or(nil, 1))
	assert.Equal(t, 2, rpcvalue.Or(new(2), 1))
}

func TestValuesAreWrittenAsTheyAreRead(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC)
	assert.Equal(t, "2026-01-31", rpcvalue.Date(day))
	assert.Equal(t, "1.50", rpcvalue.Fixed(2)(decimal.RequireFromString("1.5")))
	assert.Nil(t, rpcvalue.Optional(nil, rpcvalue.Date))
	assert.Equal(t, new("2026-01-31"), rpcvalue.Optional(&day, rpcvalue.Date))
	assert.Nil(t, rpcvalue.Timestamp(nil))
	assert.Equal(t, day, rpcvalue.Timestamp(&day).AsTime())
}

// number is an enum of numbers that have names.
type number int32

func (n number) String() string { return codes.Code(n).String() }

func TestEnumsPairNumbersWithValues(t *testing.T) {
	t.Parallel()
	enum := rpcvalue.NewEnum(map[number]string{1: "canceled", 2: "unknown"})
	assert.Equal(t, number(2), enum.Write("unknown"))
	assert.Nil(t, enum.WriteOptional(nil))
	assert.Equal(t, new(number(1)), enum.WriteOptional(new("canceled")))
	assert.Equal(t, map[string]string{"none": "required", "other": "enum", "optional": "enum"}, mistakes(t, func(r *rpcvalue.Reader) {
		assert.Equal(t, "canceled", enum.Read(r, "one", 1))
		assert.Nil(t, enum.ReadOptional(r, "absent", nil))
		assert.Nil(t, enum.ReadOptional(r, "unspecified", new(number(0))))
		enum.Read(r, "none", 0)
		enum.Read(r, "other", 3)
		enum.ReadOptional(r, "optional", new(number(9)))
	}))
}
