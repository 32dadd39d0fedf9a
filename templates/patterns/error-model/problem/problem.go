// Package problem answers failed requests as RFC 9457 problem documents.
package problem

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// ContentType is the media type of a problem document.
const ContentType = "application/problem+json"

// Document is the body of every failed answer.
type Document struct {
	Type      string  `json:"type"`
	Title     string  `json:"title"`
	Status    int     `json:"status"`
	Code      string  `json:"code"`
	Detail    string  `json:"detail,omitempty"`
	RequestID string  `json:"request_id,omitempty"`
	TraceID   string  `json:"trace_id,omitempty"`
	Errors    []Field `json:"errors,omitempty"`
}

// Field is one mistake of the request within a Document.
type Field struct {
	Pointer   string `json:"pointer,omitempty"`
	Parameter string `json:"parameter,omitempty"`
	Code      string `json:"code"`
	Message   string `json:"message"`
}

var statuses = map[fault.Kind]int{
	fault.Malformed:       http.StatusBadRequest,
	fault.Invalid:         http.StatusUnprocessableEntity,
	fault.NotFound:        http.StatusNotFound,
	fault.Conflict:        http.StatusConflict,
	fault.Stale:           http.StatusPreconditionFailed,
	fault.Unversioned:     http.StatusPreconditionRequired,
	fault.TooLarge:        http.StatusRequestEntityTooLarge,
	fault.Unsupported:     http.StatusUnsupportedMediaType,
	fault.Unavailable:     http.StatusServiceUnavailable,
	fault.Unauthenticated: http.StatusUnauthorized,
	fault.Forbidden:       http.StatusForbidden,
	fault.Exhausted:       http.StatusTooManyRequests,
	fault.Internal:        http.StatusInternalServerError,
}

// Write answers the request with the problem that err describes. Whatever is
// not a fault is answered as an internal error without a word about its cause.
func Write(w http.ResponseWriter, r *http.Request, err error) {
	requestinfo.From(r.Context()).Err = err
	found := classify(err)
	if found.RetryAfter > 0 {
		seconds := (found.RetryAfter + time.Second - 1) / time.Second
		w.Header().Set("Retry-After", strconv.Itoa(int(seconds)))
	}
	send(w, r, statuses[found.Kind], found)
}

// NotFound answers a request that no route serves.
func NotFound(w http.ResponseWriter, r *http.Request) {
	send(w, r, http.StatusNotFound, fault.New(fault.NotFound, "route_not_found", "Nothing is served at this path."))
}

// MethodNotAllowed answers a request whose path is served, but not with its
// method; allow is the value of the Allow header.
func MethodNotAllowed(w http.ResponseWriter, r *http.Request, allow string) {
	w.Header().Set("Allow", allow)
	send(w, r, http.StatusMethodNotAllowed, fault.New(fault.Malformed, "method_not_allowed", "This path allows "+allow+"."))
}

func classify(err error) *fault.Error {
	if found, ok := errors.AsType[*fault.Error](err); ok {
		return found
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return fault.Busy("timeout", "The request took longer than the service allows.", err)
	}
	if errors.Is(err, context.Canceled) {
		return fault.Busy("canceled", "The request was canceled.", err)
	}
	return fault.New(fault.Internal, "internal_error", "Something went wrong on our side; the request id helps us to find it.")
}

func describe(r *http.Request, status int, found *fault.Error) Document {
	info := requestinfo.From(r.Context())
	document := Document{
		Type:      "urn:problem:" + found.Code,
		Title:     http.StatusText(status),
		Status:    status,
		Code:      found.Code,
		Detail:    found.Detail,
		RequestID: info.ID,
		TraceID:   info.TraceID,
	}
	for _, field := range found.Fields {
		document.Errors = append(document.Errors, Field(field))
	}
	return document
}

func send(w http.ResponseWriter, r *http.Request, status int, found *fault.Error) {
	w.Header().Set("Content-Type", ContentType)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	// A client that has gone away is no error of ours.
	_ = json.NewEncoder(w).Encode(describe(r, status, found))
}
