package saga

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pgx/pgdb"
)

const (
	// margin is the time in which a process notes what became of a step.
	margin = 10 * time.Second
	// measuring is the time between two looks at all sagas.
	measuring = 5 * time.Second
	// sweeping is the time between two deletions of what is old.
	sweeping = time.Minute
	// longestPause is where pauses after failures no longer grow.
	longestPause = time.Minute
	// grace is the time that steps have to give up.
	grace = time.Second
)

// Options are the settings of an Orchestrator.
type Options struct {
	// Workers is the number of steps that a process works on at once.
	Workers int
	// Interval is the time after which a worker that had nothing to do looks again.
	Interval time.Duration
	// StepTimeout is the time that a step may take.
	StepTimeout time.Duration
	// Attempts is the number of times that a step is tried before the saga is undone.
	Attempts int
	// Backoff is the pause after the first failure; it doubles with each, up to a minute.
	Backoff time.Duration
	// Retention is the time for which sagas are kept after their end.
	Retention time.Duration
	// Log tells of what fails.
	Log *slog.Logger
}

// Orchestrator works on sagas.
type Orchestrator struct {
	db      *pgdb.DB
	options Options
	kinds   map[string]*kind

	stopping context.Context //nolint:containedctx // it ends with Stop
	stop     context.CancelFunc
	working  context.Context //nolint:containedctx // it ends when Stop has waited long enough
	abandon  context.CancelFunc
	work     sync.WaitGroup

	lock  sync.Mutex
	state State
}

// Outcome names a step and what became of an attempt: done, undone or failed.
type Outcome struct{ Kind, Step, Outcome string }

// State is what is known about all sagas.
type State struct {
	// Running and Compensating are the numbers of sagas that have not ended, and Stuck
	// of those among the latter that could not be undone in as many attempts as a step
	// has; counting ends at 100,000.
	Running, Compensating, Stuck int
	// Outcomes count the attempts of this process.
	Outcomes map[Outcome]int
	// Err is why sagas could not be looked at.
	Err error
}

// New returns an orchestrator that does nothing yet.
func New(db *pgdb.DB, options Options) *Orchestrator {
	o := &Orchestrator{db: db, options: options, kinds: map[string]*kind{}, state: State{Outcomes: map[Outcome]int{}}}
	o.stopping, o.stop = context.WithCancel(context.Background())
	o.working, o.abandon = context.WithCancel(context.Background())
	return o
}

// Run works on sagas until Stop.
func (o *Orchestrator) Run() error {
	for range o.options.Workers {
		o.work.Go(func() { o.repeat(o.options.Interval, o.step) })
	}
	o.work.Go(func() { o.repeat(measuring, o.measure) })
	o.work.Go(func() { o.repeat(sweeping, o.sweep) })
	o.work.Wait()
	return nil
}

// Stop begins no more steps and waits for those that are at work; when ctx is done,
// it tells them to give up.
func (o *Orchestrator) Stop(ctx context.Context) error {
	o.stop()
	ended := make(chan struct{})
	go func() {
		o.work.Wait()
		close(ended)
	}()
	select {
	case <-ended:
	case <-ctx.Done():
	}
	o.abandon()
	select {
	case <-ended:
	case <-time.After(grace): // a step that does not listen holds up nobody
	}
	return ctx.Err()
}

// repeat does the work until Stop, with a pause whenever it had nothing to do.
func (o *Orchestrator) repeat(interval time.Duration, work func() (bool, error)) {
	for o.stopping.Err() == nil {
		busy, err := work()
		if err != nil && o.stopping.Err() == nil {
			o.options.Log.Warn("working on sagas failed", slog.Any("error", err))
		}
		if !busy || err != nil {
			pause(o.stopping, interval)
		}
	}
}

// step does or undoes one step of one saga, and says whether there was one.
func (o *Orchestrator) step() (bool, error) {
	s, found, err := o.take(o.working)
	if err != nil || !found {
		return false, err
	}
	if !slices.Equal(s.Steps, o.kinds[s.Kind].steps) {
		o.tell(s, errChanged)
		return true, o.delay(s, s.Attempts-1, longestPause, errChanged)
	}
	if s.State == Running {
		return true, o.advance(s)
	}
	return true, o.undo(s)
}

// advance does the next step.
func (o *Orchestrator) advance(s row) error {
	// A process that died has used up an attempt and told nobody.
	if s.Attempts > o.options.Attempts || s.Late {
		return o.compensate(s, errors.New("it took too long, or too many attempts"))
	}
	data, err := o.call(s, s.Step, false)
	switch {
	case err == nil && s.Step+1 == len(s.Steps):
		return o.note(s, next{state: Completed, step: s.Step + 1, data: data})
	case err == nil:
		return o.note(s, next{state: Running, step: s.Step + 1, data: data})
	case isRefusal(err) || s.Attempts >= o.options.Attempts:
		return o.compensate(s, err)
	}
	return o.delay(s, s.Attempts, o.pauseAfter(s.Attempts), err)
}

// compensate begins to undo the saga with the step that could not be done: nobody
// knows how far it came.
func (o *Orchestrator) compensate(s row, reason error) error {
	o.options.Log.Warn("a saga is undone", slog.String("saga", s.ID.String()), slog.String("kind", s.Kind),
		slog.String("step", s.Steps[s.Step]), slog.Any("error", reason))
	return o.note(s, next{state: Compensating, step: s.Step + 1, data: s.Data, failure: s.Steps[s.Step] + ": " + reason.Error()})
}

// undo takes back the last of the steps that are left.
func (o *Orchestrator) undo(s row) error {
	data, err := o.call(s, s.Step-1, true)
	switch {
	case err == nil && s.Step == 1:
		return o.finish(s, Compensated, data)
	case err == nil:
		return o.finish(s, Compensating, data)
	}
	return o.delay(s, s.Attempts, o.pauseAfter(s.Attempts), err)
}

func (o *Orchestrator) finish(s row, state string, data []byte) error {
	return o.note(s, next{state: state, step: s.Step - 1, data: data})
}

// call calls a step; what panics has failed.
func (o *Orchestrator) call(s row, step int, undo bool) (data []byte, failure error) {
	ctx, cancel := context.WithTimeout(o.working, o.options.StepTimeout)
	defer cancel()
	defer func() {
		if reason := recover(); reason != nil {
			failure = fmt.Errorf("panic: %v\n%s", reason, debug.Stack())
		}
		outcome := Outcome{Kind: s.Kind, Step: s.Steps[step], Outcome: "done"}
		if undo {
			outcome.Outcome = "undone"
		}
		if failure != nil {
			outcome.Outcome = "failed"
			o.tell(s, failure)
		}
		o.change(func(state *State) { state.Outcomes[outcome]++ })
	}()
	return o.kinds[s.Kind].call(ctx, step, undo, s.ID, s.Data)
}

func (o *Orchestrator) tell(s row, err error) {
	o.options.Log.Warn("a step of a saga failed", slog.String("saga", s.ID.String()), slog.String("kind", s.Kind),
		slog.String("state", s.State), slog.Int("attempt", s.Attempts), slog.Any("error", err))
}

func (o *Orchestrator) pauseAfter(attempts int) time.Duration {
	const doublings = 20
	return min(o.options.Backoff<<min(attempts-1, doublings), longestPause)
}

// measure looks at all sagas.
func (o *Orchestrator) measure() (bool, error) {
	type counts struct{ Running, Compensating, Stuck int }
	seen, err := pgdb.One(o.stopping, o.db, pgx.RowToStructByPos[counts], selectState, o.options.Attempts)
	o.change(func(s *State) {
		s.Err = err
		if err == nil {
			s.Running, s.Compensating, s.Stuck = seen.Running, seen.Compensating, seen.Stuck
		}
	})
	return false, err
}

// sweep deletes what ended long ago.
func (o *Orchestrator) sweep() (bool, error) {
	deleted, err := pgdb.Exec(o.stopping, o.db, deleteOld, o.options.Retention)
	return deleted > 0, err
}

func (o *Orchestrator) change(change func(*State)) {
	o.lock.Lock()
	defer o.lock.Unlock()
	change(&o.state)
}

// State returns what is known.
func (o *Orchestrator) State() State {
	o.lock.Lock()
	defer o.lock.Unlock()
	found := o.state
	found.Outcomes = maps.Clone(o.state.Outcomes)
	return found
}

// Check fails when sagas cannot be undone.
func (o *Orchestrator) Check(context.Context) error {
	state := o.State()
	failures := []error{state.Err}
	if state.Stuck > 0 {
		failures = append(failures, fmt.Errorf("%d sagas cannot be undone", state.Stuck))
	}
	return errors.Join(failures...)
}

// pause waits, unless ctx is done before.
func pause(ctx context.Context, duration time.Duration) {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
