package outbox

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/nats/mq"
)

const (
	// batch is the number of events that are published before they are marked.
	batch = 500
	// abreast is the number of keys whose events are published at the same time.
	abreast = 32
	// candidacy is the time after which a process tries again to be the one that publishes.
	candidacy = time.Second
	// measuring is the time between two looks at what waits.
	measuring = 5 * time.Second
	// sweeping is the time between two deletions of what is old.
	sweeping = time.Minute
	// swept is the number of old events that are deleted at once.
	swept = 5000
	// late is the age at which an event that waits is a reason to look.
	late = time.Minute
	// longestPause is where pauses after failures no longer grow.
	longestPause = 5 * time.Second
)

// lockKey is the advisory lock of the process that publishes.
var lockKey = func() int64 {
	hash := fnv.New64a()
	_, _ = hash.Write([]byte("outbox relay"))
	return int64(hash.Sum64())
}()

// Options are the settings of a Relay.
type Options struct {
	// Source names the service to those who get its messages.
	Source string
	// Interval is the time after which the relay looks again when nothing waits.
	Interval time.Duration
	// Retention is the time for which events are kept after they were published.
	Retention time.Duration
	// Log tells of what fails.
	Log *slog.Logger
}

// Relay publishes what waits in the outbox: one process of the service at a time,
// the events of a key one after the other.
type Relay struct {
	pool      *pgxpool.Pool
	publisher mq.Publisher
	options   Options

	stopping context.Context //nolint:containedctx // it ends with Stop
	stop     context.CancelFunc
	working  context.Context //nolint:containedctx // it ends when Stop has waited long enough
	abandon  context.CancelFunc
	ended    chan struct{}
	started  sync.Once

	lock  sync.Mutex
	state State
}

// State is what is known about the outbox.
type State struct {
	// Leads says whether this process publishes.
	Leads bool
	// Waiting and Refused are the numbers of events that wait, and of those that the
	// broker will never take; counting ends at 100,000.
	Waiting, Refused int
	// Lag is the age of the oldest event that waits.
	Lag time.Duration
	// Sent and Failed count what this process has published, and its failures.
	Sent, Failed int
	// Err is why the outbox could not be looked at.
	Err error
}

// NewRelay returns a relay that does nothing yet.
func NewRelay(pool *pgxpool.Pool, publisher mq.Publisher, options Options) *Relay {
	r := &Relay{pool: pool, publisher: publisher, options: options, ended: make(chan struct{})}
	r.stopping, r.stop = context.WithCancel(context.Background())
	r.working, r.abandon = context.WithCancel(context.Background())
	return r
}

// Run publishes until Stop.
func (r *Relay) Run() error {
	r.started.Do(func() {
		defer close(r.ended)
		var measuringToo sync.WaitGroup
		measuringToo.Go(r.measure)
		told := ""
		for r.stopping.Err() == nil {
			told = r.tell(r.stand(), told)
			pause(r.stopping, candidacy)
		}
		measuringToo.Wait()
	})
	return nil
}

// tell logs why publishing stopped, but not again while it fails in the same way: that
// is tried every second, and outages last. It returns what the log knows.
func (r *Relay) tell(err error, told string) string {
	if err == nil || r.stopping.Err() != nil {
		return ""
	}
	if err.Error() != told {
		r.options.Log.Warn("publishing from the outbox stopped", slog.Any("error", err))
	}
	return err.Error()
}

// Stop publishes what waits, if this process is the one to do it, until nothing
// does or ctx is done.
func (r *Relay) Stop(ctx context.Context) error {
	r.stop()
	r.started.Do(func() { close(r.ended) }) // it never ran
	select {
	case <-r.ended:
	case <-ctx.Done():
	}
	r.abandon()
	<-r.ended
	return ctx.Err()
}

// stand publishes for as long as this process holds the lock, if it gets it. The
// lock belongs to the connection that events are read and marked with: without
// it there is no marking either.
func (r *Relay) stand() error {
	conn, err := r.pool.Acquire(r.stopping)
	if err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	defer conn.Release()
	var free bool
	if err := conn.QueryRow(r.working, "SELECT pg_try_advisory_lock($1)", lockKey).Scan(&free); err != nil {
		return fmt.Errorf("take the lock: %w", err)
	}
	if !free {
		return nil
	}
	r.change(func(s *State) { s.Leads = true })
	defer r.change(func(s *State) { s.Leads = false })
	defer func() {
		// A connection that cannot say that it gives the lock back must not live on with it.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.working), longestPause)
		defer cancel()
		if _, err := conn.Exec(ctx, "SELECT pg_advisory_unlock($1)", lockKey); err != nil {
			_ = conn.Conn().Close(ctx)
		}
	}()
	return r.lead(conn.Conn())
}

// lead publishes until Stop, or until the connection is as old as one may be.
func (r *Relay) lead(conn *pgx.Conn) error {
	begun := time.Now()
	var cleaned time.Time
	for failures := 0; ; {
		found, err := r.pass(conn)
		if conn.IsClosed() || r.working.Err() != nil {
			return err
		}
		switch {
		case r.stopping.Err() != nil && (err != nil || found == 0):
			return err // what is left waits for the next process
		case err != nil:
			failures++
			r.options.Log.Warn("publishing failed", slog.Any("error", err))
			pause(r.stopping, min(r.options.Interval<<min(failures, 10), longestPause))
		case found < batch:
			failures = 0
			pause(r.stopping, r.options.Interval)
		}
		if time.Since(begun) > r.pool.Config().MaxConnLifetime {
			return nil // whoever leads next has a connection with the credentials of today
		}
		if time.Since(cleaned) > sweeping {
			cleaned = time.Now()
			if err := r.sweep(conn); err != nil {
				return err
			}
		}
	}
}

// pass publishes some of what waits, and returns how many events it has found.
// The first event of a key that fails holds back those behind it.
func (r *Relay) pass(conn *pgx.Conn) (int, error) {
	rows, err := waiting(r.working, conn, batch)
	if err != nil || len(rows) == 0 {
		return 0, err
	}
	var work errgroup.Group
	work.SetLimit(abreast)
	var lock sync.Mutex
	var sent []int64
	refused := map[int64]error{}
	for _, lane := range lanes(rows) {
		work.Go(func() error {
			for _, event := range lane {
				err := r.publish(event)
				if err != nil && !errors.Is(err, mq.ErrRefused) {
					return err
				}
				lock.Lock()
				if err != nil {
					refused[event.Sequence] = err
				} else {
					sent = append(sent, event.Sequence)
				}
				lock.Unlock()
			}
			return nil
		})
	}
	failure := work.Wait()
	r.change(func(s *State) {
		s.Sent += len(sent)
		if failure != nil {
			s.Failed++
		}
	})
	return len(rows), errors.Join(failure, r.mark(conn, sent, refused))
}

func (r *Relay) publish(event row) error {
	message, err := event.message(r.options.Source)
	if err != nil {
		return err
	}
	return r.publisher.Publish(r.working, message)
}

// mark notes what was published, and what never will be. A process that dies
// before has published what another will publish again.
func (r *Relay) mark(conn *pgx.Conn, sent []int64, refused map[int64]error) error {
	if len(sent) > 0 {
		if _, err := conn.Exec(r.working, markSent, sent); err != nil {
			return fmt.Errorf("mark what was published: %w", err)
		}
	}
	for sequence, reason := range refused {
		r.options.Log.Error("an event was refused", slog.Int64("sequence", sequence), slog.Any("error", reason))
		if _, err := conn.Exec(r.working, markRefused, sequence, reason.Error()); err != nil {
			return fmt.Errorf("mark what was refused: %w", err)
		}
	}
	return nil
}

// lanes are the events of each topic and key, in their order.
func lanes(rows []row) [][]row {
	type key struct{ topic, key string }
	places := map[key]int{}
	var found [][]row
	for _, event := range rows {
		place, ok := places[key{event.Topic, event.Key}]
		if !ok {
			place = len(found)
			places[key{event.Topic, event.Key}] = place
			found = append(found, nil)
		}
		found[place] = append(found[place], event)
	}
	return found
}

// sweep deletes what was published long ago.
func (r *Relay) sweep(conn *pgx.Conn) error {
	for {
		tag, err := conn.Exec(r.working, deleteOld, r.options.Retention, swept)
		if err != nil {
			return fmt.Errorf("delete old events: %w", err)
		}
		if tag.RowsAffected() < swept {
			return nil
		}
	}
}

// measure looks at the outbox until Stop, in whichever process.
func (r *Relay) measure() {
	for r.stopping.Err() == nil {
		var seen State
		err := r.pool.QueryRow(r.stopping, selectState).Scan(&seen.Waiting, &seen.Refused, &seen.Lag)
		r.change(func(s *State) {
			s.Err = err
			if err == nil {
				s.Waiting, s.Refused, s.Lag = seen.Waiting, seen.Refused, seen.Lag
			}
		})
		pause(r.stopping, measuring)
	}
}

func (r *Relay) change(change func(*State)) {
	r.lock.Lock()
	defer r.lock.Unlock()
	change(&r.state)
}

// State returns what is known.
func (r *Relay) State() State {
	r.lock.Lock()
	defer r.lock.Unlock()
	return r.state
}

// Check fails when events wait for long, or were refused.
func (r *Relay) Check(context.Context) error {
	state := r.State()
	failures := []error{state.Err}
	if state.Lag > late {
		failures = append(failures, fmt.Errorf("an event has waited for %s", state.Lag.Round(time.Second)))
	}
	if state.Refused > 0 {
		failures = append(failures, fmt.Errorf("%d events were refused", state.Refused))
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
