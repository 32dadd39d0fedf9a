package rpcvalue

import (
	"time"

	"github.com/shopspring/decimal"
	"google.golang.org/protobuf/types/known/timestamppb"
)

// Optional returns the text of the value, or nil when there is none.
func Optional[T any](value *T, text func(T) string) *string {
	if value == nil {
		return nil
	}
	return new(text(*value))
}

// Fixed writes decimals with the given number of digits after the point.
func Fixed(places int32) func(decimal.Decimal) string {
	return func(value decimal.Decimal) string { return value.StringFixed(places) }
}

// Date writes the day of a time.
func Date(value time.Time) string { return value.Format(time.DateOnly) }

// Timestamp returns the moment, or nil when there is none.
func Timestamp(value *time.Time) *timestamppb.Timestamp {
	if value == nil {
		return nil
	}
	return timestamppb.New(*value)
}
