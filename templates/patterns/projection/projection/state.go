package projection

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// State is what is known about the projection.
type State struct {
	// Lag is the age of the oldest event in the outbox that is not counted yet, zero
	// when all are.
	Lag time.Duration
	// Building says whether the projection is being built.
	Building bool
	// Err is why it could not be looked at.
	Err error
}

// State returns what is known; a process that runs looks every five seconds.
func (p *Projection) State() State {
	p.lock.Lock()
	defer p.lock.Unlock()
	return p.state
}

// Check fails when events are not counted for long.
func (p *Projection) Check(context.Context) error {
	state := p.State()
	failures := []error{state.Err}
	if state.Lag > late {
		failures = append(failures, fmt.Errorf("an event has not been counted for %s", state.Lag.Round(time.Second)))
	}
	return errors.Join(failures...)
}

// measure looks how far the projection is behind.
func (p *Projection) measure(ctx context.Context) (bool, error) {
	var seen State
	seen.Err = p.look(ctx, &seen)
	p.lock.Lock()
	defer p.lock.Unlock()
	p.state = seen
	return false, seen.Err
}

func (p *Projection) look(ctx context.Context, seen *State) error {
	type states struct {
		BegunAt  time.Time
		Building bool
	}
	found, err := pgdb.One(ctx, p.db, pgx.RowToStructByPos[states], selectStates)
	if err != nil {
		return fmt.Errorf("look at projections: %w", err)
	}
	seen.Building = found.Building
	seen.Lag, err = p.lag(ctx, found.BegunAt)
	return err
}

// lag is the age of the oldest event since the given time that was not handled. It
// begins behind those that it has seen handled, but for the newest: a transaction
// that is late may record an event with a lower number than theirs.
func (p *Projection) lag(ctx context.Context, since time.Time) (time.Duration, error) {
	type event struct {
		Sequence   int64
		RecordedAt time.Time
		Age        time.Duration
		Handled    bool
	}
	topics := make([]string, 0, len(p.resources))
	for _, r := range p.resources {
		topics = append(topics, r.Topic)
	}
	for from := p.settled; ; {
		events, err := pgdb.All(ctx, p.db, pgx.RowToStructByPos[event], selectEvents, from, topics, Group, batch)
		if err != nil {
			return 0, fmt.Errorf("look at events: %w", err)
		}
		for _, e := range events {
			if !e.Handled && e.RecordedAt.After(since) {
				return e.Age, nil
			}
			if e.Age > straggling {
				p.settled = e.Sequence
			}
			from = e.Sequence
		}
		if len(events) < batch {
			return 0, nil
		}
	}
}
