package problem

import (
	"net/http"

	"goldenpath.dev/patterns/error-model/fault"
)

// Gone answers a request for what was served here and is no more.
func Gone(w http.ResponseWriter, r *http.Request, code, detail string) {
	send(w, r, http.StatusGone, fault.New(fault.NotFound, code, detail))
}
