package validate

import (
	"strconv"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"
)

var decimalRules = map[string]validator.Func{
	"precision": func(field validator.FieldLevel) bool {
		digits, scale, _ := strings.Cut(field.Param(), ":")
		return fits(number(field.Field().String()), bound(digits), bound(scale))
	},
	"atleast": func(field validator.FieldLevel) bool {
		return number(field.Field().String()).GreaterThanOrEqual(number(field.Param()))
	},
	"atmost": func(field validator.FieldLevel) bool {
		return number(field.Field().String()).LessThanOrEqual(number(field.Param()))
	},
}

// fits tells whether a column numeric(digits, scale) keeps value exactly.
func fits(value decimal.Decimal, digits, scale int32) bool {
	if !value.Equal(value.Truncate(scale)) {
		return false
	}
	return value.Abs().LessThan(decimal.New(1, digits-scale))
}

// number reads what decimal wrote itself, or a constant of the rules.
func number(text string) decimal.Decimal { return decimal.RequireFromString(text) }

func bound(text string) int32 {
	const base, bits = 10, 32
	value, err := strconv.ParseInt(text, base, bits)
	if err != nil {
		panic(err) // the rules are constants
	}
	return int32(value)
}
