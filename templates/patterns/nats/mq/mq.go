// Package mq says what a broker of messages does for the service, whichever it
// is: messages of one key arrive in the order in which they were published, each
// at least once.
package mq

import (
	"context"
	"errors"
)

// Headers that messages carry beside those of their sender.
const (
	// RequestID names the request that a message comes from.
	RequestID = "X-Request-ID"
	// Type says what a message is, so that its reader knows the form of its body.
	Type = "ce-type"
	// Traceparent is the trace that it belongs to, as W3C Trace Context has it.
	Traceparent = "Traceparent"
)

// Message is what one service tells others.
type Message struct {
	// ID names the message: whoever gets it again knows it by that.
	ID string
	// Topic is what it is about, words with dots between them.
	Topic string
	// Key is whom it is about: messages of one topic and key keep their order.
	Key string
	// Header says more about the message.
	Header map[string]string
	// Body is the message itself.
	Body []byte
}

// Publisher sends messages.
type Publisher interface {
	// Publish returns when the broker has stored the message. It fails with
	// ErrRefused when the broker will never take it. After any other failure the
	// message may be stored or not, and is to be published again.
	Publish(ctx context.Context, message Message) error
}

// ErrRefused says that the broker will never take a message as it is.
var ErrRefused = errors.New("the broker refuses the message")

// Handler works on the messages of a topic.
type Handler struct {
	// Topic is the topic of the messages.
	Topic string
	// Group names those who share the work: each message is handled in one of the
	// group's processes, and in every group.
	Group string
	// Handle works on a message. After a failure it is called again, later, until
	// it has failed too often or with Permanent; then the message is put aside.
	// Messages of one key wait for each other. It may be called again with what it
	// has done already: see inbox.
	Handle func(ctx context.Context, message Message) error
}

// Permanent returns an error that makes no attempt better: the message is put
// aside at once.
func Permanent(err error) error { return permanentError{err} }

// IsPermanent says whether Permanent is among the causes of the error.
func IsPermanent(err error) bool {
	_, found := errors.AsType[permanentError](err)
	return found
}

type permanentError struct{ cause error }

func (p permanentError) Error() string { return p.cause.Error() }

func (p permanentError) Unwrap() error { return p.cause }
