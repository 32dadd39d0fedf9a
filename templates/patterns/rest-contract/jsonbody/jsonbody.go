// Package jsonbody reads JSON request bodies strictly and without reflection:
// one object, exact names, no duplicates, nothing unknown, nothing after it.
package jsonbody

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"goldenpath.dev/patterns/error-model/fault"
)

// Object is a JSON object whose members are read one by one. It collects every
// mistake on the way; Err reports them together.
type Object struct {
	members map[string]json.RawMessage
	names   []string
	read    map[string]bool
	fields  []fault.Field
}

// Read reads the body of r, which must be one JSON object in UTF-8.
func Read(r *http.Request) (*Object, error) {
	if err := acceptable(r); err != nil {
		return nil, err
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, unreadable(err)
	}
	return Parse(body)
}

// Parse reads body, which must be one JSON object in UTF-8.
func Parse(body []byte) (*Object, error) {
	if !utf8.Valid(body) {
		return nil, malformed("The body is not UTF-8 text.")
	}
	decoder := json.NewDecoder(bytes.NewReader(body))
	object := &Object{members: map[string]json.RawMessage{}, read: map[string]bool{}}
	if err := object.parse(decoder); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, malformed("The body has text after its JSON object.")
	}
	return object, nil
}

func (o *Object) parse(decoder *json.Decoder) error {
	start, err := decoder.Token()
	if err != nil {
		return syntax(decoder)
	}
	if start != json.Delim('{') {
		return malformed("The body must be a JSON object.")
	}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return syntax(decoder)
		}
		// Inside of an object the decoder lets nothing but text stand for a name.
		name, _ := token.(string)
		if _, ok := o.members[name]; ok {
			o.reject(name, "duplicate", "must be given once")
		} else {
			o.names = append(o.names, name)
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return syntax(decoder)
		}
		o.members[name] = value
	}
	if _, err := decoder.Token(); err != nil {
		return syntax(decoder)
	}
	return nil
}

// Err reports every mistake found, and every member that was not read.
func (o *Object) Err() error {
	for _, name := range o.names {
		if !o.read[name] {
			o.reject(name, "unknown", "is not a property of this resource")
		}
	}
	if len(o.fields) == 0 {
		return nil
	}
	// A body that only lacks values can be read: it breaks a rule.
	err := fault.New(fault.Invalid, "invalid", "The request breaks rules.")
	for _, field := range o.fields {
		if field.Code != codeRequired {
			err = malformed("The body does not have the form that the contract describes.")
		}
	}
	err.Fields = o.fields
	return err
}

func (o *Object) reject(name, code, message string) {
	o.fields = append(o.fields, fault.Field{Pointer: pointer(name), Code: code, Message: message})
}

// pointer escapes name as RFC 6901 asks.
func pointer(name string) string {
	return "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
}

func acceptable(r *http.Request) error {
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != "application/json" || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return fault.New(fault.Unsupported, "unsupported_media_type", "Send the body as application/json in UTF-8.")
	}
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return fault.New(fault.Unsupported, "unsupported_encoding", "Send the body without a content encoding.")
	}
	return nil
}

func unreadable(err error) error {
	if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "too_large", fmt.Sprintf("The body may have %d bytes.", tooLarge.Limit))
	}
	broken := malformed("The body ended early.")
	broken.Cause = err
	return broken
}

func syntax(decoder *json.Decoder) error {
	return malformed(fmt.Sprintf("The body is not valid JSON near byte %d.", decoder.InputOffset()))
}

func malformed(detail string) *fault.Error {
	return fault.New(fault.Malformed, "malformed_body", detail)
}
