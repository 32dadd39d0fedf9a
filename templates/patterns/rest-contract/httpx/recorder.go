package httpx

import (
	"bufio"
	"net"
	"net/http"
)

// Recorder notes what a handler answers.
type Recorder struct {
	http.ResponseWriter
	// Status is the status sent, 0 before the answer begins.
	Status int
	// Bytes is the number of body bytes sent.
	Bytes int64
}

// Record returns a recorder of what is written to w: w itself, if it is one.
func Record(w http.ResponseWriter) *Recorder {
	if recorder, ok := w.(*Recorder); ok {
		return recorder
	}
	return &Recorder{ResponseWriter: w}
}

// WriteHeader notes the status and sends it. Interim answers (1xx) are followed by
// the one that counts; what 101 begins is no longer HTTP.
func (r *Recorder) WriteHeader(status int) {
	interim := status < http.StatusOK && status != http.StatusSwitchingProtocols
	if r.Status == 0 && !interim {
		r.Status = status
	}
	r.ResponseWriter.WriteHeader(status)
}

// Write notes the number of bytes and sends them.
func (r *Recorder) Write(body []byte) (int, error) {
	if r.Status == 0 {
		r.Status = http.StatusOK
	}
	n, err := r.ResponseWriter.Write(body)
	r.Bytes += int64(n)
	return n, err
}

// Flush sends what was written so far. Routers that look for this method find it.
func (r *Recorder) Flush() { _ = http.NewResponseController(r.ResponseWriter).Flush() }

// Hijack hands the connection over, on which something else is spoken from here on.
// Routers that look for this method find it.
func (r *Recorder) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffered, err := http.NewResponseController(r.ResponseWriter).Hijack()
	if err == nil && r.Status == 0 {
		r.Status = http.StatusSwitchingProtocols
	}
	return conn, buffered, err
}

// Unwrap gives http.ResponseController the writer below.
func (r *Recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }
