// Package environment reads settings from environment variables, with
// sethvargo/go-envconfig.
package environment

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/sethvargo/go-envconfig"
)

// Variables returns the variables of environ, a list of NAME=value. Empty ones
// count as not set: compose files and charts pass them on that way.
func Variables(environ []string) map[string]string {
	variables := make(map[string]string, len(environ))
	for _, variable := range environ {
		if name, value, _ := strings.Cut(variable, "="); value != "" {
			variables[name] = value
		}
	}
	return variables
}

// Read fills the fields of section as their tags say, and reports every mistake
// by the name of its variable.
func Read[T any](variables map[string]string, section *T) error {
	var failures []error
	value := reflect.ValueOf(section).Elem()
	// The library stops at the first mistake, so that each field is read alone.
	for i := range value.NumField() {
		field := value.Type().Field(i)
		one := reflect.New(reflect.StructOf([]reflect.StructField{field}))
		if err := process(variables, one.Interface()); err != nil {
			name, _, _ := strings.Cut(field.Tag.Get("env"), ",")
			failures = append(failures, explain(name, err))
			continue
		}
		value.Field(i).Set(one.Elem().Field(0))
	}
	return errors.Join(failures...)
}

func process(variables map[string]string, target any) error {
	return envconfig.ProcessWith(context.Background(), &envconfig.Config{
		Target: target, Lookuper: envconfig.MapLookuper(variables),
	})
}

func explain(name string, err error) error {
	if errors.Is(err, envconfig.ErrMissingRequired) {
		return fmt.Errorf("%s is not set", name)
	}
	return fmt.Errorf("%s: %w", name, err)
}
