package transcode

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	"goldenpath.dev/patterns/validation/validate"
)

// Checked returns what parse can read, as it was sent: the service reads it again.
func Checked[T any](parse func(string) (T, error)) func(string) (string, error) {
	return func(text string) (string, error) {
		_, err := parse(text)
		return text, err
	}
}

// Timestamp returns the moment as messages have it, or nil when there is none.
func Timestamp(value *time.Time) *timestamppb.Timestamp {
	if value == nil {
		return nil
	}
	return timestamppb.New(*value)
}

// Time returns the moment of a message, or nil when there is none.
func Time(value *timestamppb.Timestamp) *time.Time {
	if value == nil {
		return nil
	}
	return new(value.AsTime())
}

// List returns the items; messages do not tell an empty list from none.
func List[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// Enum pairs the values of an enum in messages with those in JSON.
type Enum[N ~int32] struct {
	texts   map[N]string
	numbers map[string]N
	choices []string
}

// NewEnum returns the pairs.
func NewEnum[N ~int32](texts map[N]string) Enum[N] {
	e := Enum[N]{texts: texts, numbers: make(map[string]N, len(texts))}
	for _, number := range slices.Sorted(maps.Keys(texts)) {
		e.numbers[texts[number]] = number
		e.choices = append(e.choices, texts[number])
	}
	return e
}

// Read returns the number of a member of a body, or nil when it is missing. One that
// breaks the rules, as package validate has them, is noted there.
func (e Enum[N]) Read(check *validate.Check, name string, text *string, rules string) *N {
	if text == nil {
		return nil
	}
	check.Field(name, *text, rules)
	return new(e.numbers[*text])
}

// Parse returns the number of a parameter. Its error is shown to the client.
func (e Enum[N]) Parse(text string) (N, error) {
	number, ok := e.numbers[text]
	if !ok {
		return 0, fmt.Errorf("must be one of %v", e.choices)
	}
	return number, nil
}

// Text returns the value in JSON: the number itself where the service knows more
// values than the gateway.
func (e Enum[N]) Text(number N) string {
	if text, ok := e.texts[number]; ok {
		return text
	}
	return strconv.Itoa(int(number))
}

// OptionalText is Text for what may be absent; unspecified is absent too.
func (e Enum[N]) OptionalText(number *N) *string {
	if number == nil || *number == 0 {
		return nil
	}
	return new(e.Text(*number))
}
