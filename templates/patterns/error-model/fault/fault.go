// Package fault holds the one error type that the domain hands to its callers.
//
// A fault says what went wrong in terms of the use case. Transports turn its
// Kind into their own status codes; nothing below a transport knows them.
package fault

import (
	"errors"
	"strings"
	"time"
)

// Kind is the class of a fault; every transport maps each kind to one status.
type Kind int

// The kinds, from the caller's mistakes to the service's own.
const (
	Internal        Kind = iota // a defect or an unknown failure: details stay inside
	Malformed                   // the request cannot be read as what the contract describes
	Invalid                     // the request is readable and breaks a rule
	NotFound                    // what the request names does not exist
	Conflict                    // the request contradicts stored data
	Stale                       // the caller's version is not the stored one
	Unversioned                 // the caller has to say which version the request is for
	TooLarge                    // the request is larger than the service accepts
	Unsupported                 // the request is in a format that the service does not read
	Unavailable                 // the service cannot answer now; the same request may work later
	Unauthenticated             // the caller is not known
	Forbidden                   // the caller is known and may not do it
	Exhausted                   // the caller has done it too often
)

// Field is one mistake in a request.
type Field struct {
	// Pointer is the JSON pointer to the value in the body, empty for parameters.
	Pointer string
	// Parameter is the name of the parameter or header, empty for the body.
	Parameter string
	// Code is the broken rule in one word, stable for programs.
	Code string
	// Message says what is wrong and what is expected, for people.
	Message string
}

// Error is a failure in the terms of the domain.
type Error struct {
	// Kind is the class of the failure.
	Kind Kind
	// Code names the failure for programs; it is part of the contract.
	Code string
	// Detail explains the failure to people and holds nothing internal.
	Detail string
	// Fields lists every mistake found in the request.
	Fields []Field
	// RetryAfter is the time after which a retry makes sense; zero when unknown.
	RetryAfter time.Duration
	// Cause is the failure below; it is logged and never sent.
	Cause error
}

// New returns a fault without a cause.
func New(kind Kind, code, detail string) *Error {
	return &Error{Kind: kind, Code: code, Detail: detail}
}

// Error describes the fault for the log, its cause included.
func (e *Error) Error() string {
	var text strings.Builder
	text.WriteString(e.Code)
	if e.Detail != "" {
		text.WriteString(": " + e.Detail)
	}
	for _, field := range e.Fields {
		text.WriteString("; " + field.Pointer + field.Parameter + " " + field.Message)
	}
	if e.Cause != nil {
		text.WriteString(": " + e.Cause.Error())
	}
	return text.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// KindOf returns the kind of the first fault in err's chain, or Internal.
func KindOf(err error) Kind {
	if found, ok := errors.AsType[*Error](err); ok {
		return found.Kind
	}
	return Internal
}

// Missing says that what, named in the singular, does not exist.
func Missing(what string) *Error {
	return New(NotFound, "not_found", "The "+what+" does not exist.")
}

// SameVersion fails unless the caller has seen the stored version of what,
// named in the singular. A version that was never stored is a contradiction, an
// older one is stale.
func SameVersion(what string, seen, stored int64) error {
	if seen == stored {
		return nil
	}
	if seen < 1 || seen > stored {
		return New(Conflict, "unknown_version", "The "+what+" has never had this version.")
	}
	return Outdated(what)
}

// Outdated says that what, named in the singular, changed since the caller read it.
func Outdated(what string) *Error {
	return New(Stale, "stale_version", "The "+what+" has changed: read it again and repeat the request with its new ETag.")
}

// Busy says that the service cannot answer now, because of cause.
func Busy(code, detail string, cause error) *Error {
	return &Error{Kind: Unavailable, Code: code, Detail: detail, RetryAfter: time.Second, Cause: cause}
}
