package samplething

import "goldenpath.dev/patterns/validation/validate"

// checkInput reports every rule that the input breaks.
func checkInput(in Input) error {
	check := validate.New()
	check.Field("name", in.Name, "required,max=200")
	check.Field("kind", in.Kind, "required,oneof=small large")
	check.Field("amount", in.Amount, "precision=12:2,atleast=0")
	check.Field("count", in.Count, "omitempty,min=0,max=1000")
	check.Field("labels", in.Labels, "max=20,dive,max=255")
	return check.Err()
}
