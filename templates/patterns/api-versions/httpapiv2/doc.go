// Package httpapiv2 offers the resources over HTTP in the second version of the
// API: members, parameters and orders have names in camelCase.
package httpapiv2
