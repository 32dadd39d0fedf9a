package validate

import (
	"reflect"
	"strings"

	"github.com/go-playground/validator/v10"
)

func message(broken validator.FieldError) string {
	param := broken.Param()
	switch broken.Tag() {
	case "required":
		return "is required"
	case "email":
		return "must be an email address"
	case "http_url", "url":
		return "must be an absolute URL"
	case "oneof":
		return "must be one of " + strings.Join(strings.Fields(param), ", ")
	case "min":
		return "must " + amount(broken.Kind(), "at least ", param)
	case "max":
		return "must " + amount(broken.Kind(), "at most ", param)
	case "atleast":
		return "must be at least " + param
	case "atmost":
		return "must be at most " + param
	case "precision":
		digits, scale, _ := strings.Cut(param, ":")
		return "must have at most " + digits + " digits, " + scale + " of them after the point"
	}
	return "breaks the rule " + broken.Tag()
}

func amount(kind reflect.Kind, bound, param string) string {
	switch kind {
	case reflect.String:
		return "have " + bound + param + " characters"
	case reflect.Slice:
		return "have " + bound + param + " items"
	default:
		return "be " + bound + param
	}
}
