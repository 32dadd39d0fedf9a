package samplething

import "goldenpath.dev/patterns/validation/validate"

// checkInput reports every rule that the input breaks.
func checkInput(in Input) error {
	check := validate.New()
	check.Field("email", in.Email, "required,max=255,email")
	check.Field("name", in.Name, "required,max=200")
	return check.Err()
}
