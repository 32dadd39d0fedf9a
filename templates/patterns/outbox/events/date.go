// Package events says what happened to the resources of the service, in the form
// in which messages carry it. api/asyncapi.yaml is the same for readers in other
// languages.
package events

import (
	"fmt"
	"time"
)

// Date is a day of the calendar: midnight in UTC.
type Date struct{ time.Time }

// Day returns the midnight, or nil when there is none.
func (d *Date) Day() *time.Time {
	if d == nil {
		return nil
	}
	return &d.Time
}

// MarshalJSON implements json.Marshaler, in the place of that of time.Time.
func (d Date) MarshalJSON() ([]byte, error) { return []byte(d.Format(`"` + time.DateOnly + `"`)), nil }

// UnmarshalJSON implements json.Unmarshaler, in the place of that of time.Time.
func (d *Date) UnmarshalJSON(text []byte) error {
	day, err := time.Parse(`"`+time.DateOnly+`"`, string(text))
	if err != nil {
		return fmt.Errorf("read a date: %w", err)
	}
	d.Time = day
	return nil
}
