package mq

import (
	"context"
	"errors"
)

// Feed reads what is published, each reader for itself.
type Feed interface {
	// Follow tells what is published on the topic, in the order in which the broker
	// stored it, until ctx is done or tell fails. It begins after the position, or
	// now where that is empty, and tells at once where it begins, without a message.
	// It does so again when nothing but other topics has moved it on: who keeps the
	// last position that it was told goes on from there and misses nothing.
	//
	// It fails with ErrPosition when the position is none of the topic's, with
	// ErrGone when what followed it may not be kept any more, and with any other
	// error when the broker is away.
	Follow(ctx context.Context, topic, after string, tell func(position string, message *Message) error) error
}

var (
	// ErrPosition says that a position is none of the topic's.
	ErrPosition = errors.New("the position is none of the topic's")
	// ErrGone says that what followed a position may not be kept any more.
	ErrGone = errors.New("what followed the position may not be kept any more")
)
