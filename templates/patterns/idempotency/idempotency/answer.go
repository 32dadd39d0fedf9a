package idempotency

import (
	"bytes"
	"maps"
	"net/http"
)

// answer is what an operation answers, held back until the transaction ends.
type answer struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newAnswer() *answer { return &answer{header: http.Header{}} }

// Header returns the header of the answer.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader notes the status; only the first counts.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 {
		a.status = status
	}
}

// Write adds to the body.
func (a *answer) Write(text []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	return a.body.Write(text)
}

// done tells whether the operation did what it was asked for.
func (a *answer) done() bool { return a.status < http.StatusMultipleChoices }

// send sends the answer.
func (a *answer) send(w http.ResponseWriter) {
	maps.Copy(w.Header(), a.header)
	w.WriteHeader(max(a.status, http.StatusOK))
	// A client that has gone away is no error of ours.
	//nolint:gosec // it is what an operation has written, with the type that it named
	_, _ = w.Write(a.body.Bytes())
}
