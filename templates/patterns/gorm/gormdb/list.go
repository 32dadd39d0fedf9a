package gormdb

import (
	"database/sql/driver"
	"fmt"
)

// List is a column that is an array.
type List[T any] []T

// Value implements driver.Valuer.
func (l List[T]) Value() (driver.Value, error) { return []T(l), nil }

// Scan implements sql.Scanner.
func (l *List[T]) Scan(value any) error {
	items, ok := value.([]any)
	if !ok {
		return fmt.Errorf("%T is no array", value)
	}
	*l = make(List[T], len(items))
	for i, item := range items {
		if (*l)[i], ok = item.(T); !ok {
			return fmt.Errorf("item %d is a %T", i, item)
		}
	}
	return nil
}
