package httpclient

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
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

// translate turns what went wrong into a fault where it means something to who
// called: that there is no such thing, that it contradicts or breaks rules, or
// that the service cannot be reached now. The rest is a defect of one of the
// two, and stays inside.
func (c *Client) translate(caller context.Context, request Request, err error) error {
	if err == nil {
		return nil
	}
	err = fmt.Errorf("%s: %s %s: %w", c.options.Name, request.Method, request.Path, err)
	if caller.Err() != nil {
		return errors.Join(caller.Err(), err)
	}
	if isTrouble(err) {
		away := fault.Busy("upstream_unavailable", "The service "+c.options.Name+" does not answer.", err)
		away.RetryAfter = max(away.RetryAfter, retryAfter(err))
		return away
	}
	refused, ok := errors.AsType[*AnswerError](err)
	if !ok {
		return err
	}
	if refused.Status == http.StatusNotFound && request.What != "" {
		missing := fault.Missing(request.What)
		missing.Cause = err
		return missing
	}
	kind, ok := kinds[refused.Status]
	if !ok || refused.Code == "" {
		return err
	}
	return &fault.Error{Kind: kind, Code: refused.Code, Detail: refused.Detail, Fields: refused.Fields, Cause: err}
}

var kinds = map[int]fault.Kind{
	http.StatusConflict:            fault.Conflict,
	http.StatusPreconditionFailed:  fault.Stale,
	http.StatusUnprocessableEntity: fault.Invalid,
}

// trouble is the newest failure to reach the service.
type trouble struct {
	at  time.Time
	err error
}

func (c *Client) note(err error) {
	switch {
	case err != nil && fault.KindOf(err) == fault.Unavailable:
		c.trouble.Store(&trouble{at: time.Now(), err: err})
	case !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded):
		c.trouble.Store(nil)
	}
}

// Check returns why the newest call did not reach the service, or nil. It calls
// nothing itself: probes put no load on others.
func (c *Client) Check(context.Context) error {
	if last := c.trouble.Load(); last != nil {
		return fmt.Errorf("%s ago: %w", time.Since(last.at).Round(time.Second), last.err)
	}
	return nil
}
