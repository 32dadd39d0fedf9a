package fixture

import "testing"

// ServiceSettings returns the settings of a service that keeps nothing. There are none.
func ServiceSettings(testing.TB) []string { return nil }
