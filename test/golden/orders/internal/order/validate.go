package order

import "github.com/acme/orders/internal/platform/validate"

// checkInput reports every rule that the input breaks.
func checkInput(in Input) error {
	check := validate.New()
	check.Field("number", in.Number, "required,max=20")
	check.Field("status", in.Status, "required,oneof=draft paid shipped cancelled")
	check.Field("total", in.Total, "precision=12:2,atleast=0")
	check.Field("currency", in.Currency, "required,min=3,max=3")
	check.Field("customer_id", in.CustomerID, "required")
	check.Field("tags", in.Tags, "max=20,dive,max=255")
	check.Field("note", in.Note, "omitempty,max=500")
	return check.Err()
}
