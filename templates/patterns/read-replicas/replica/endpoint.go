package replica

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/pgx/pgdb"
)

const (
	// interval is the time between two looks at a copy.
	interval = time.Second
	// pause is the time between two looks while a read waits.
	pause = 5 * time.Millisecond
)

// state asks a copy how far it has come and how old its data is. One that has
// replayed all it received is up to date while it is connected. What is not in
// recovery is a primary itself, as the endpoints of some providers are.
const state = `
	SELECT CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_insert_lsn() END::text,
		CASE
			WHEN NOT pg_is_in_recovery() THEN 0
			WHEN EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_replay_lsn() = pg_last_wal_receive_lsn() THEN 0
			ELSE COALESCE(EXTRACT(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
		END::float8`

// endpoint is a copy of the database.
type endpoint struct {
	name string
	pool *pgxpool.Pool
	db   *pgdb.DB
	well atomic.Bool
	// replayed is the position that the copy had reached when it was last asked.
	replayed atomic.Uint64
	// lag is the age of its data then, in nanoseconds.
	lag   atomic.Int64
	reads atomic.Uint64
}

// Watch looks after the copies until Close: it leaves those alone that are away
// or too old, and takes them back when they have recovered.
func (s *Set) Watch() error {
	ticker := time.NewTicker(interval)
	defer ticker.Stop()
	for {
		for _, at := range s.endpoints {
			at.look(s.options)
		}
		select {
		case <-ticker.C:
		case <-s.stop:
			return nil
		}
	}
}

func (e *endpoint) look(options Options) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*interval)
	defer cancel()
	err := e.ask(ctx)
	lag := time.Duration(e.lag.Load())
	well := err == nil && lag <= options.MaxLag
	if was := e.well.Swap(well); was == well {
		return
	}
	if well {
		options.Log.Info("reading from a copy of the database", slog.String("endpoint", e.name))
		return
	}
	options.Log.Warn("leaving a copy of the database alone", slog.String("endpoint", e.name), slog.Duration("lag", lag), slog.Any("error", err))
}

// leave keeps reads away from the copy until the next look.
func (e *endpoint) leave(log *slog.Logger, err error) {
	if e.well.Swap(false) {
		log.Warn("leaving a copy of the database alone", slog.String("endpoint", e.name), slog.Any("error", err))
	}
}

// ask notes how far the copy has come.
func (e *endpoint) ask(ctx context.Context) error {
	var text string
	var seconds float64
	if err := e.pool.QueryRow(ctx, state).Scan(&text, &seconds); err != nil {
		return err
	}
	position, err := ParsePosition(text)
	if err != nil {
		return err
	}
	e.replayed.Store(uint64(position))
	e.lag.Store(int64(seconds * float64(time.Second)))
	return nil
}

// reaches waits until the copy holds what was seen, and says whether it does.
func (e *endpoint) reaches(ctx context.Context, seen Position, wait time.Duration) bool {
	if e.replayed.Load() >= uint64(seen) {
		return true
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for {
		if err := e.ask(waiting); err != nil {
			return false
		}
		if e.replayed.Load() >= uint64(seen) {
			return true
		}
		select {
		case <-time.After(pause):
		case <-waiting.Done():
			return false
		}
	}
}

// State is what is known of the copies.
type State struct {
	// FromPrimary is the number of reads that a copy might have answered and the
	// primary did.
	FromPrimary uint64
	Endpoints   []EndpointState
}

// EndpointState is what is known of a copy.
type EndpointState struct {
	// Name is its host and port.
	Name string
	// Well says that reads may go there.
	Well bool
	// Lag is the age of its data when it was last asked.
	Lag time.Duration
	// Reads is the number of reads that it has answered.
	Reads uint64
}

// State tells what is known of the copies.
func (s *Set) State() State {
	told := State{FromPrimary: s.fromPrimary.Load()}
	for _, e := range s.endpoints {
		told.Endpoints = append(told.Endpoints, EndpointState{
			Name: e.name, Well: e.well.Load(), Lag: time.Duration(e.lag.Load()), Reads: e.reads.Load(),
		})
	}
	return told
}
