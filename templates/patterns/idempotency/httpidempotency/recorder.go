package httpidempotency

import (
	"bytes"
	"maps"
	"net/http"

	"goldenpath.dev/patterns/idempotency/idempotency"
)

// recorder holds back what an operation answers until the transaction ends.
type recorder struct {
	status int
	header http.Header
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

// Header returns the header of the answer.
func (r *recorder) Header() http.Header { return r.header }

// WriteHeader notes the status; only the first counts.
func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

// Write adds to the body.
func (r *recorder) Write(text []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(text)
}

// answer is what was answered.
func (r *recorder) answer() *idempotency.Answer {
	return &idempotency.Answer{Status: max(r.status, http.StatusOK), Header: r.header, Body: r.body.Bytes()}
}

// send sends the answer.
func send(w http.ResponseWriter, answer *idempotency.Answer) {
	maps.Copy(w.Header(), answer.Header)
	w.WriteHeader(answer.Status)
	// A client that has gone away is no error of ours.
	//nolint:gosec // it is what an operation has written, with the type that it named
	_, _ = w.Write(answer.Body)
}
