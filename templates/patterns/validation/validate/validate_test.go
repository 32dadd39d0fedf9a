package validate_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/validation/validate"
)

type colour string

func TestFieldSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	empty, price := "", decimal.RequireFromString("-1.005")
	for name, c := range map[string]struct {
		value    any
		rules    string
		expected string
	}{
		"missing text":   {"", "required,max=5", "required: is required"},
		"missing id":     {uuid.Nil, "required", "required: is required"},
		"long text":      {strings.Repeat("é", 6), "max=5", "max: must have at most 5 characters"},
		"short text":     {"é", "min=2", "min: must have at least 2 characters"},
		"email":          {"nobody", "email", "email: must be an email address"},
		"empty optional": {&empty, "omitempty,email", "email: must be an email address"},
		"enum":           {colour("blue"), "oneof=red green", "oneof: must be one of red, green"},
		"small integer":  {int64(1), "min=2", "min: must be at least 2"},
		"fine decimal":   {&price, "omitempty,precision=12:2", "precision: must have at most 12 digits, 2 of them after the point"},
		"small decimal":  {price, "atleast=0", "atleast: must be at least 0"},
		"large decimal":  {decimal.New(1, 10), "precision=12:2", "precision: must have at most 12 digits, 2 of them after the point"},
		"long list":      {[]string{"a", "b"}, "max=1", "max: must have at most 1 items"},
	} {
		check := validate.New()
		check.Field("x", c.value, c.rules)
		failure, ok := errors.AsType[*fault.Error](check.Err())
		require.True(t, ok, name)
		require.Len(t, failure.Fields, 1, name)
		assert.Equal(t, "/x", failure.Fields[0].Pointer, name)
		assert.Equal(t, c.expected, failure.Fields[0].Code+": "+failure.Fields[0].Message, name)
	}
}

func TestItemsHaveTheirOwnPointer(t *testing.T) {
	t.Parallel()
	check := validate.New()
	check.Field("tags", []string{"a", "bbb"}, "max=5,dive,max=2")
	assert.ErrorContains(t, check.Err(), "/tags/1 must have at most 2 characters")
}

func TestWhatIsRightPasses(t *testing.T) {
	t.Parallel()
	var none *string
	check := validate.New()
	check.Field("none", none, "omitempty,max=5")
	check.Field("email", "ann@example.com", "required,max=255,email")
	check.Field("price", decimal.RequireFromString("9999999999.99"), "precision=12:2,atleast=0")
	check.Field("full", strings.Repeat("é", 5), "max=5")
	check.Pattern("code", "AB-1", regexp.MustCompile(`^[A-Z]+-[0-9]+$`))
	assert.NoError(t, check.Err())

	check.Pattern("code", "?", regexp.MustCompile(`^[A-Z]+$`))
	assert.ErrorContains(t, check.Err(), "/code must match ^[A-Z]+$")
}
