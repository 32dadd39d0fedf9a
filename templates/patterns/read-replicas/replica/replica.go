// Package replica reads from copies of the database, where the caller allows it
// and a copy is fresh enough, and from the primary everywhere else.
package replica

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/postgres-pool/pgpool"
)

// Options are the settings of a Set.
type Options struct {
	// URLs name the copies, separated by spaces.
	URLs string
	// MaxLag is how old the data of a copy may be; older ones are left alone.
	MaxLag time.Duration
	// Wait is the time for which a read waits for a copy to hold what its caller
	// has written, before it goes to the primary.
	Wait time.Duration
	// AcquireTimeout is the time that a read may wait for a connection.
	AcquireTimeout time.Duration
	// Log tells of copies that come and go.
	Log *slog.Logger
}

// Set holds the copies of a database, with a pool for each.
type Set struct {
	primary   *pgxpool.Pool
	endpoints []*endpoint
	options   Options
	next      atomic.Uint64
	// fromPrimary counts reads that might have gone to a copy.
	fromPrimary atomic.Uint64
	stop        chan struct{}
}

// Open returns the set of copies of the primary, whose pool gives theirs its
// settings. It does not connect: until Watch has found a copy well, reads go to
// the primary.
func Open(ctx context.Context, primary *pgxpool.Pool, options Options) (*Set, error) {
	set := &Set{primary: primary, options: options, stop: make(chan struct{})}
	for url := range strings.FieldsSeq(options.URLs) {
		pool, err := open(ctx, url, primary.Config())
		if err != nil {
			set.close()
			return nil, err
		}
		target := pool.Config().ConnConfig
		name := net.JoinHostPort(target.Host, strconv.Itoa(int(target.Port)))
		set.endpoints = append(set.endpoints, &endpoint{name: name, pool: pool, db: pgdb.New(pool, options.AcquireTimeout)})
	}
	return set, nil
}

func open(ctx context.Context, url string, like *pgxpool.Config) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The library's error may quote the URL with its password.
		return nil, errors.New("a URL of REPLICA_URLS is not valid: use postgres://user:password@host:5432/name, and spaces between several")
	}
	config.BeforeConnect = pgpool.Renew(url)
	config.MaxConns, config.AfterConnect = like.MaxConns, like.AfterConnect
	config.MaxConnLifetime, config.MaxConnLifetimeJitter = like.MaxConnLifetime, like.MaxConnLifetimeJitter
	config.MaxConnIdleTime = like.MaxConnIdleTime
	config.ConnConfig.ConnectTimeout = like.ConnConfig.ConnectTimeout
	config.ConnConfig.StatementCacheCapacity = like.ConnConfig.StatementCacheCapacity
	config.ConnConfig.DefaultQueryExecMode = like.ConnConfig.DefaultQueryExecMode
	maps.Copy(config.ConnConfig.RuntimeParams, like.ConnConfig.RuntimeParams)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the pool of a copy: %w", err)
	}
	return pool, nil
}

// Close stops Watch and closes the pools. Closing waits for connections in use;
// when ctx is done first, it is given up.
func (s *Set) Close(ctx context.Context) error {
	close(s.stop)
	closed := make(chan struct{})
	go func() {
		s.close()
		close(closed)
	}()
	select {
	case <-closed:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("connections to copies are still in use: %w", ctx.Err())
	}
}

func (s *Set) close() {
	for _, at := range s.endpoints {
		at.pool.Close()
	}
}

// Check fails when there are copies and none is well: reads go to the primary.
func (s *Set) Check(context.Context) error {
	for _, at := range s.endpoints {
		if at.well.Load() {
			return nil
		}
	}
	if len(s.endpoints) == 0 {
		return nil
	}
	return errors.New("no copy of the database is well: reads go to the primary")
}

// Repositories are the same repository on the primary and on each of the copies.
type Repositories[R any] struct {
	set     *Set
	primary R
	copies  []R
}

// NewRepositories returns the repository on the primary, and those that open
// makes for the copies.
func NewRepositories[R any](set *Set, primary R, open func(*pgdb.DB) R) Repositories[R] {
	made := Repositories[R]{set: set, primary: primary}
	for _, at := range set.endpoints {
		made.copies = append(made.copies, open(at.db))
	}
	return made
}

// Read reads from a copy when ctx allows it and does not want what was committed
// last, outside of transactions, and when one is well and fresh enough. Otherwise, or when the copy fails meanwhile, it
// reads from the primary.
func Read[R, T any](ctx context.Context, on Repositories[R], read func(R) (T, error)) (T, error) {
	seen, allowed := allowance(ctx)
	if !allowed || len(on.copies) == 0 || pgdb.Joins(ctx) || pgdb.WantsLatest(ctx) {
		return read(on.primary)
	}
	if i, ok := on.set.choose(ctx, seen); ok {
		at := on.set.endpoints[i]
		found, err := read(on.copies[i])
		if !failed(ctx, err) {
			at.reads.Add(1)
			return found, err
		}
		at.leave(on.set.options.Log, err)
	}
	on.set.fromPrimary.Add(1)
	return read(on.primary)
}

// failed says whether the primary may know better: the copy is away, or it gave
// the read up for what it had to replay.
func failed(ctx context.Context, err error) bool {
	refused, ok := errors.AsType[*fault.Error](err)
	return ok && ctx.Err() == nil && (refused.Code == "database_unavailable" || refused.Code == "concurrent_change")
}

// choose returns the next copy in turn that is well and holds what was seen,
// waiting for it where it has to.
func (s *Set) choose(ctx context.Context, seen Position) (int, bool) {
	first := s.next.Add(1)
	for i := range s.endpoints {
		at := int((first + uint64(i)) % uint64(len(s.endpoints))) //nolint:gosec // below the number of endpoints
		if s.endpoints[at].well.Load() {
			return at, s.endpoints[at].reaches(ctx, seen, s.options.Wait)
		}
	}
	return 0, false
}
