package rpc

import (
	"errors"
	"io"
	"strings"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pagination/paging"
)

// EachItem hands every item of a list to send, page after page, so that a
// stream of any length needs the memory of one page.
func EachItem[T any](first paging.Request, list func(paging.Request) (paging.Page[T], error), send func(T) error) error {
	for request := first; ; {
		page, err := list(request)
		if err != nil {
			return err
		}
		for _, item := range page.Items {
			if err := send(item); err != nil {
				return err
			}
		}
		if page.Next == nil {
			return nil
		}
		request.After = page.Next
	}
}

// EachRequest hands every request of a stream to handle, until the caller has
// sent the last one.
func EachRequest[T any](receive func() (T, error), handle func(T) error) error {
	for {
		request, err := receive()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if err := handle(request); err != nil {
			return err
		}
	}
}

// maxRefusals keeps the answer to an import small.
const maxRefusals = 100

// Outcome is what became of an import.
type Outcome struct {
	// Created and Refused count the requests.
	Created, Refused int64
	// Refusals are the first of those that were refused, at most 100.
	Refusals []Refusal
}

// Refusal tells why a request was refused.
type Refusal struct {
	// Index is the place of the request in the stream, from 0.
	Index int64
	// Code and Detail are those of the fault.
	Code, Detail string
}

// Import hands every request of a stream to create. What the caller got wrong
// is counted and told; what is wrong with the service ends the import.
func Import[T any](receive func() (T, error), create func(T) error) (Outcome, error) {
	var outcome Outcome
	err := EachRequest(receive, func(request T) error { return outcome.note(create(request)) })
	return outcome, err
}

// note counts what became of the next request. What is wrong with the service is
// returned.
func (o *Outcome) note(err error) error {
	if err == nil {
		o.Created++
		return nil
	}
	refused, ok := errors.AsType[*fault.Error](err)
	if !ok || refused.Kind == fault.Internal || refused.Kind == fault.Unavailable {
		return err
	}
	if o.Refused < maxRefusals {
		o.Refusals = append(o.Refusals, Refusal{Index: o.Created + o.Refused, Code: refused.Code, Detail: explain(refused)})
	}
	o.Refused++
	return nil
}

// explain names the mistakes, where there are some.
func explain(refused *fault.Error) string {
	sentences := []string{refused.Detail}
	for _, field := range refused.Fields {
		sentences = append(sentences, path(field)+" "+field.Message+".")
	}
	return strings.Join(sentences, " ")
}

// IsMissing tells whether what was asked for does not exist.
func IsMissing(err error) bool { return err != nil && fault.KindOf(err) == fault.NotFound }
