// Package watch tells callers what happens, for as long as they listen.
package watch

import (
	"context"
	"errors"
	"sync/atomic"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/nats/mq"
)

// Watches are the callers that listen.
type Watches struct {
	feed mq.Feed
	// places holds something for each of them.
	places        chan struct{}
	refused, told atomic.Int64
}

// State is what is known about watches.
type State struct {
	// Open is the number of those that are open.
	Open int
	// Refused counts those that there was no room for.
	Refused int64
	// Told counts messages, once for each watch that was told of it.
	Told int64
}

// New returns watches of the feed, at most limit at once.
func New(feed mq.Feed, limit int) *Watches {
	return &Watches{feed: feed, places: make(chan struct{}, max(limit, 1))}
}

// Watch tells what is published on the topic, as mq.Feed does, until ctx is done
// or tell fails. What the feed fails with becomes a fault.
func (w *Watches) Watch(ctx context.Context, topic, after string, tell func(position string, message *mq.Message) error) error {
	select {
	case w.places <- struct{}{}:
		defer func() { <-w.places }()
	default:
		w.refused.Add(1)
		busy := fault.Busy("too_many_watches", "The service has as many watches as it may; another replica may have room.", nil)
		busy.Kind = fault.Exhausted
		return busy
	}
	var failure error
	err := w.feed.Follow(ctx, topic, after, func(position string, message *mq.Message) error {
		failure = tell(position, message)
		if failure == nil && message != nil {
			w.told.Add(1)
		}
		return failure
	})
	switch {
	case failure != nil:
		return failure
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, mq.ErrPosition):
		return &fault.Error{Kind: fault.Malformed, Code: "malformed_request", Detail: "The request cannot be read.", Cause: err, Fields: []fault.Field{
			{Parameter: "after", Code: "format", Message: "must be a token of a watch of the same resource"},
		}}
	case errors.Is(err, mq.ErrGone):
		return &fault.Error{Kind: fault.Stale, Code: "position_gone", Detail: "What followed the token is no longer kept: watch from now on, and list again.", Cause: err}
	default:
		return fault.Busy("changes_unavailable", "Nobody tells of changes now; go on after the last token.", err)
	}
}

// State returns what is known.
func (w *Watches) State() State {
	return State{Open: len(w.places), Refused: w.refused.Load(), Told: w.told.Load()}
}
