// Package parse reads values that requests carry as text, strictly: each value
// has one spelling. Its errors are shown to clients.
package parse

import (
	"errors"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"
)

var (
	errUUID    = errors.New("must be a UUID like 0190b5d2-7b1a-7c3e-9f00-3d1b2c4e5f60")
	errTime    = errors.New("must be a time like 2026-01-31T13:45:00Z, of the years 0000 to 9999 in UTC")
	errDate    = errors.New("must be a date like 2026-01-31")
	errInteger = errors.New("must be an integer of 64 bits")
	errDecimal = errors.New(`must be a decimal number in quotes, like "12.50"`)
	errBoolean = errors.New("must be true or false")

	decimalForm = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,99})?$`)
)

// UUID reads a UUID in its usual form of 36 characters.
func UUID(value string) (uuid.UUID, error) {
	const length = 36
	id, err := uuid.Parse(value)
	if err != nil || len(value) != length {
		return uuid.Nil, errUUID
	}
	return id, nil
}

// Time reads an RFC 3339 time and returns it in UTC, cut to the microseconds
// that PostgreSQL keeps.
func Time(value string) (time.Time, error) {
	const lastYear = 9999
	moment, err := time.Parse(time.RFC3339, value)
	moment = moment.UTC().Truncate(time.Microsecond)
	if err != nil || moment.Year() < 0 || moment.Year() > lastYear {
		return time.Time{}, errTime
	}
	return moment, nil
}

// Date reads a day of the calendar and returns its midnight in UTC.
func Date(value string) (time.Time, error) {
	day, err := time.Parse(time.DateOnly, value)
	if err != nil || day.Year() < 1 {
		return time.Time{}, errDate
	}
	return day, nil
}

// Integer reads an integer.
func Integer(value string) (int64, error) {
	number, err := strconv.ParseInt(value, 10, 64)
	if err != nil || strconv.FormatInt(number, 10) != value {
		return 0, errInteger
	}
	return number, nil
}

// Decimal reads a decimal number, which JSON carries as text so that no client
// rounds it.
func Decimal(value string) (decimal.Decimal, error) {
	if !decimalForm.MatchString(value) {
		return decimal.Decimal{}, errDecimal
	}
	number, err := decimal.NewFromString(value)
	if err != nil {
		return decimal.Decimal{}, errDecimal
	}
	return number, nil
}

// Boolean reads true or false.
func Boolean(value string) (bool, error) {
	if value != "true" && value != "false" {
		return false, errBoolean
	}
	return value == "true", nil
}
