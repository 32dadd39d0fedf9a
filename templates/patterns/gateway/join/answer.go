package join

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"net/http"

	"goldenpath.dev/patterns/error-model/problem"
)

var (
	errUnheld = errors.New("the answer is not held")
	errLarge  = errors.New("the answer is larger than is held")
	errNone   = errors.New("the answer is no object in JSON")
)

// answer holds what a handler answers.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
	broken bool
}

// of lets the handler answer, and tells whether it did to the end.
func (a *answer) of(handler http.Handler, r *http.Request) (whole bool) {
	defer func() {
		recovered := recover()
		err, _ := recovered.(error)
		if recovered != nil && !errors.Is(err, http.ErrAbortHandler) {
			panic(recovered)
		}
		// What ends an answer early ends no connection of ours.
		whole = whole && recovered == nil
	}()
	handler.ServeHTTP(a, r)
	if a.status == 0 {
		a.status = http.StatusOK
	}
	return !a.broken
}

// Header implements http.ResponseWriter.
func (a *answer) Header() http.Header { return a.header }

// WriteHeader implements http.ResponseWriter.
func (a *answer) WriteHeader(status int) {
	if a.status == 0 && status >= http.StatusOK {
		a.status = status
	}
}

// Write implements http.ResponseWriter.
func (a *answer) Write(text []byte) (int, error) {
	a.WriteHeader(http.StatusOK)
	if a.body.Len()+len(text) > maxAnswer {
		a.broken = true
		return 0, errLarge
	}
	return a.body.Write(text)
}

// send sends it with text for its body.
func (a *answer) send(w http.ResponseWriter, text []byte) {
	clear(w.Header())
	maps.Copy(w.Header(), a.header)
	w.WriteHeader(a.status)
	// A client that has gone away is no error of ours.
	//nolint:gosec // it is what services answer, and has the type that they gave it
	_, _ = w.Write(text)
}

// code names the problem that it is.
func (a *answer) code() string {
	var document problem.Document
	if json.Unmarshal(a.body.Bytes(), &document) != nil || document.Code == "" {
		return "unknown"
	}
	return document.Code
}

// itemsOf returns the resource that text is, or those of the list that it is.
func itemsOf(text []byte) ([]map[string]json.RawMessage, error) {
	var one map[string]json.RawMessage
	if err := json.Unmarshal(text, &one); err != nil {
		return nil, errors.Join(errNone, err)
	}
	if len(one) == 0 {
		return nil, errNone
	}
	if _, isOne := one["id"]; isOne {
		return []map[string]json.RawMessage{one}, nil
	}
	var items []map[string]json.RawMessage
	if err := json.Unmarshal(one["items"], &items); err != nil {
		return nil, errors.Join(errNone, err)
	}
	return items, nil
}

// added puts members into the text of an object that has some, and leaves those as
// they are written.
func added(text []byte, members addition) ([]byte, error) {
	more, err := json.Marshal(members)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimRight(text, " \t\r\n")
	joined := append(append(text[:len(text)-1:len(text)-1], ','), more[1:]...)
	return append(joined, '\n'), nil
}
