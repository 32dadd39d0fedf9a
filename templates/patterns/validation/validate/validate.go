// Package validate checks values against rules and says in our own words which
// ones they break.
package validate

import (
	"errors"
	"reflect"
	"regexp"
	"strings"

	"github.com/go-playground/validator/v10"
	"github.com/shopspring/decimal"

	"goldenpath.dev/patterns/error-model/fault"
)

// Check collects the rules that an input breaks.
type Check struct {
	fields []fault.Field
}

var rules = newRules()

func newRules() *validator.Validate {
	v := validator.New(validator.WithRequiredStructEnabled())
	v.RegisterCustomTypeFunc(func(value reflect.Value) any {
		number, _ := reflect.TypeAssert[decimal.Decimal](value)
		return number.String()
	}, decimal.Decimal{})
	for tag, rule := range decimalRules {
		if err := v.RegisterValidation(tag, rule); err != nil {
			panic(err) // the tags are constants of this package
		}
	}
	return v
}

// New returns an empty check.
func New() *Check { return &Check{} }

// Field checks the value named name against rules of the validator package,
// for example "required,max=200", and of this one: precision=12:2, atleast=0,
// atmost=99.5 for decimals.
func (c *Check) Field(name string, value any, tags string) {
	broken, ok := errors.AsType[validator.ValidationErrors](rules.Var(value, tags))
	if !ok {
		return
	}
	for _, one := range broken {
		c.Add(name+index(one.Namespace()), one.Tag(), message(one))
	}
}

// Pattern checks the text named name against a regular expression.
func (c *Check) Pattern(name, value string, pattern *regexp.Regexp) {
	if !pattern.MatchString(value) {
		c.Add(name, "pattern", "must match "+pattern.String())
	}
}

// Add notes a broken rule of the field named name.
func (c *Check) Add(name, code, message string) {
	c.fields = append(c.fields, fault.Field{Pointer: "/" + name, Code: code, Message: message})
}

// Err reports every broken rule, or nil.
func (c *Check) Err() error {
	if len(c.fields) == 0 {
		return nil
	}
	err := fault.New(fault.Invalid, "invalid", "The request breaks rules.")
	err.Fields = c.fields
	return err
}

// index turns the namespace "[3]" of a list's item into the pointer "/3".
func index(namespace string) string {
	return strings.NewReplacer("[", "/", "]", "").Replace(namespace)
}
