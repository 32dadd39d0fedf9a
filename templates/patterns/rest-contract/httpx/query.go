package httpx

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"goldenpath.dev/patterns/error-model/fault"
)

// Query reads query parameters one by one and collects every mistake on the
// way. A parameter that is never read is a mistake, too: a misspelt filter must
// not return everything.
type Query struct {
	values url.Values
	read   map[string]bool
	fields []fault.Field
}

// NewQuery prepares the query of r for reading.
func NewQuery(r *http.Request) *Query {
	query := &Query{read: map[string]bool{}}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		query.reject("query", "encoding", "must be valid percent-encoding")
	}
	query.values = values
	return query
}

// Text returns the parameter, or nil when it is absent.
func (q *Query) Text(name string) *string {
	q.read[name] = true
	values := q.values[name]
	if len(values) == 0 {
		return nil
	}
	if len(values) > 1 {
		q.reject(name, "repeated", "must be given once")
		return nil
	}
	if strings.ContainsRune(values[0], 0) || !utf8.ValidString(values[0]) {
		q.reject(name, "text", "must be UTF-8 text without U+0000")
		return nil
	}
	return &values[0]
}

// Param returns the parameter as parse understands it, or nil when it is
// absent. The message of parse's error is shown to the client.
func Param[T any](q *Query, name string, parse func(string) (T, error)) *T {
	text := q.Text(name)
	if text == nil {
		return nil
	}
	value, err := parse(*text)
	if err != nil {
		q.reject(name, "format", err.Error())
		return nil
	}
	return &value
}

// Err reports every mistake found, and every parameter that was not read.
func (q *Query) Err() error {
	for name := range q.values {
		if !q.read[name] {
			q.reject(name, "unknown", "is not a parameter of this operation")
		}
	}
	if len(q.fields) == 0 {
		return nil
	}
	slices.SortFunc(q.fields, func(a, b fault.Field) int { return strings.Compare(a.Parameter, b.Parameter) })
	err := fault.New(fault.Malformed, "invalid_query", "The query cannot be read.")
	err.Fields = q.fields
	return err
}

func (q *Query) reject(name, code, message string) {
	q.fields = append(q.fields, fault.Field{Parameter: name, Code: code, Message: message})
}

// NoQuery reports query parameters, for operations that have none.
func NoQuery(r *http.Request) error { return NewQuery(r).Err() }

// OneOf reads one of the given values.
func OneOf[T ~string](values ...T) func(string) (T, error) {
	return func(text string) (T, error) {
		if slices.Contains(values, T(text)) {
			return T(text), nil
		}
		return "", fmt.Errorf("must be one of %v", values)
	}
}

// PathParam returns the path parameter as parse understands it.
func PathParam[T any](r *http.Request, name string, parse func(string) (T, error)) (T, error) {
	value, err := parse(r.PathValue(name))
	if err != nil {
		return value, ParameterError(name, "format", err.Error())
	}
	return value, nil
}

// ParameterError reports one mistake in a parameter or header.
func ParameterError(name, code, message string) error {
	err := fault.New(fault.Malformed, "invalid_parameter", "A parameter cannot be read.")
	err.Fields = []fault.Field{{Parameter: name, Code: code, Message: message}}
	return err
}
