package httpclient

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// maxProblem is the size up to which a problem document is read.
const maxProblem = 16 << 10

// AnswerError is an answer that is no success.
type AnswerError struct {
	Status int
	// Code, Detail and Fields are those of the problem document, if there is one.
	Code, Detail string
	Fields       []fault.Field
	// RetryAfter is the time after which the service wants to be asked again.
	RetryAfter time.Duration
}

// Error describes the answer for the log.
func (e *AnswerError) Error() string {
	text := "answered " + strconv.Itoa(e.Status)
	if e.Code != "" {
		text += " " + e.Code
	}
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// problem is what is read of a problem document.
type problem struct {
	Code   string `json:"code"`
	Detail string `json:"detail"`
	Errors []struct {
		Pointer   string `json:"pointer"`
		Parameter string `json:"parameter"`
		Code      string `json:"code"`
		Message   string `json:"message"`
	} `json:"errors"`
}

func refusal(answer *http.Response) error {
	refused := &AnswerError{Status: answer.StatusCode, RetryAfter: readRetryAfter(answer.Header.Get("Retry-After"))}
	var document problem
	// The status stands, whatever the body is.
	if json.NewDecoder(io.LimitReader(answer.Body, maxProblem)).Decode(&document) == nil {
		refused.Code, refused.Detail = document.Code, document.Detail
		for _, one := range document.Errors {
			refused.Fields = append(refused.Fields, fault.Field(one))
		}
	}
	return refused
}

// readRetryAfter reads seconds or a date; what is neither counts for nothing.
func readRetryAfter(text string) time.Duration {
	if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
		return time.Duration(seconds) * time.Second
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at))
	}
	return 0
}

// failureOf tells what follows from the error of an attempt.
func failureOf(request Request, err error) *calling.Failure {
	if refused, ok := errors.AsType[*AnswerError](err); ok {
		return &calling.Failure{
			Err: err, Verdict: verdictOf(refused.Status), Trouble: isTrouble(refused.Status), RetryAfter: refused.RetryAfter,
			Fault: faultOf(request, refused),
		}
	}
	switch {
	case errors.Is(err, errTooLarge), errors.Is(err, errUnreadable):
		return &calling.Failure{Err: err, Verdict: calling.Well}
	case errors.Is(err, errUnsendable), errors.Is(err, context.Canceled):
		return &calling.Failure{Err: err, Verdict: calling.Unknown}
	}
	return &calling.Failure{Err: err, Verdict: calling.Ill, Trouble: true, Unsent: wasNotSent(err)}
}

// isUnauthenticated says whether the service does not know who calls.
func isUnauthenticated(err error) bool {
	refused, ok := errors.AsType[*AnswerError](err)
	return ok && refused.Status == http.StatusUnauthorized
}

func verdictOf(status int) calling.Verdict {
	if status >= http.StatusInternalServerError && status != http.StatusNotImplemented {
		return calling.Ill
	}
	return calling.Well
}

// isTrouble says whether the status asks for patience.
func isTrouble(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// wasNotSent says whether there was no connection to send anything over.
func wasNotSent(err error) bool {
	operation, ok := errors.AsType[*net.OpError](err)
	return ok && operation.Op == "dial"
}

// faultOf is what a refusal means to who called: that there is no such thing, or
// that it contradicts or breaks rules.
func faultOf(request Request, refused *AnswerError) *fault.Error {
	if refused.Status == http.StatusNotFound && request.What != "" {
		return fault.Missing(request.What)
	}
	kind, ok := kinds[refused.Status]
	if !ok || refused.Code == "" {
		return nil
	}
	return &fault.Error{Kind: kind, Code: refused.Code, Detail: refused.Detail, Fields: refused.Fields}
}

var kinds = map[int]fault.Kind{
	http.StatusConflict:            fault.Conflict,
	http.StatusPreconditionFailed:  fault.Stale,
	http.StatusUnprocessableEntity: fault.Invalid,
}
