// Package environment reads settings from environment variables, with
// caarlos0/env.
package environment

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/caarlos0/env/v11"
)

// Variables returns the variables of environ, a list of NAME=value. Empty ones
// count as not set: compose files and charts pass them on that way.
func Variables(environ []string) map[string]string {
	variables := env.ToMap(environ)
	for name, value := range variables {
		if value == "" {
			delete(variables, name)
		}
	}
	return variables
}

// Read fills the fields of section as their tags say, and reports every mistake
// by the name of its variable.
func Read[T any](variables map[string]string, section *T) error {
	err := env.ParseWithOptions(section, env.Options{Environment: variables})
	failures, ok := errors.AsType[env.AggregateError](err)
	if !ok {
		return err
	}
	named := make([]error, len(failures.Errors))
	for i, failure := range failures.Errors {
		named[i] = failure
		if unset, ok := errors.AsType[env.VarIsNotSetError](failure); ok {
			named[i] = fmt.Errorf("%s is not set", unset.Key)
		}
		if unread, ok := errors.AsType[env.ParseError](failure); ok {
			named[i] = fmt.Errorf("%s: %w", variable[T](unread.Name), unread.Err)
		}
	}
	return errors.Join(named...)
}

// variable is the name of the variable behind a field.
func variable[T any](field string) string {
	found, _ := reflect.TypeFor[T]().FieldByName(field)
	name, _, _ := strings.Cut(found.Tag.Get("env"), ",")
	return name
}
