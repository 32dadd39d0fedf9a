package problem

import (
	"net/http"

	"goldenpath.dev/patterns/logging/requestinfo"
)

// Describe returns the problem that err is, for answers that hold several. The
// access log tells of it like of one that Write has sent.
func Describe(r *http.Request, err error) Document {
	requestinfo.From(r.Context()).Err = err
	found := classify(err)
	return describe(r, statuses[found.Kind], found)
}
