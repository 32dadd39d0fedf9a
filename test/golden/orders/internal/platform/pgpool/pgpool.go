// Package pgpool opens the pool of connections to PostgreSQL that every way of
// access stands on.
package pgpool

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Options are the settings of a pool.
type Options struct {
	// URL names the database and how to reach it. Files that it names are read again for
	// each connection: see Renew.
	URL string
	// Application is shown in pg_stat_activity.
	Application string
	// ServerLimit is the number of connections that the database grants this
	// service, all of its replicas together.
	ServerLimit int
	// Replicas is the number of replicas that share the limit.
	Replicas int
	// ConnectTimeout is the time that opening a connection may take.
	ConnectTimeout time.Duration
	// Lifetime is the age at which a connection is replaced, give or take
	// LifetimeJitter, so that they do not all end at once.
	Lifetime, LifetimeJitter time.Duration
	// IdleTime is the time after which an unused connection is closed.
	IdleTime time.Duration
	// StatementTimeout ends a statement on the server.
	StatementTimeout time.Duration
	// StatementCache is the number of prepared statements a connection keeps. 0
	// prepares none, as poolers that share connections want it.
	StatementCache int
}

// Size is the number of connections that one replica may open.
func (o Options) Size() int { return max(1, o.ServerLimit/max(1, o.Replicas)) }

// Open returns a pool. It does not connect: a database that is away keeps the
// service from being ready, not from starting.
func Open(ctx context.Context, options Options) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(options.URL)
	if err != nil {
		return nil, errURL
	}
	config.BeforeConnect = Renew(options.URL)
	config.MaxConns = int32(min(options.Size(), maxConnections)) //nolint:gosec // bounded by the line itself
	config.MaxConnLifetime = options.Lifetime
	config.MaxConnLifetimeJitter = options.LifetimeJitter
	config.MaxConnIdleTime = options.IdleTime
	config.AfterConnect = registerTypes
	config.ConnConfig.ConnectTimeout = options.ConnectTimeout
	config.ConnConfig.StatementCacheCapacity = options.StatementCache
	if options.StatementCache == 0 {
		config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	}
	config.ConnConfig.RuntimeParams["application_name"] = options.Application
	config.ConnConfig.RuntimeParams["timezone"] = "UTC"
	config.ConnConfig.RuntimeParams["statement_timeout"] = milliseconds(options.StatementTimeout)
	config.ConnConfig.RuntimeParams["idle_in_transaction_session_timeout"] = milliseconds(2 * options.StatementTimeout)
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("open the pool: %w", err)
	}
	return pool, nil
}

const maxConnections = 10_000

// errURL takes the place of the library's error, which may quote the URL with its
// password.
var errURL = errors.New("the database URL is not valid: use postgres://user:password@host:5432/name")

// Renew returns a function that gives a connection, before it is opened, the user and
// the password that the files of the URL hold by then: those that its parameters
// passfile, or service and servicefile, name. So they can be changed while the service
// runs.
func Renew(url string) func(context.Context, *pgx.ConnConfig) error {
	return func(_ context.Context, config *pgx.ConnConfig) error {
		now, err := pgx.ParseConfig(url)
		if err != nil {
			return errURL
		}
		config.User, config.Password = now.User, now.Password
		return nil
	}
}

func milliseconds(duration time.Duration) string {
	const base = 10
	return strconv.FormatInt(duration.Milliseconds(), base)
}

// registerTypes makes times come back in UTC, whatever the machine's zone is, and
// uuids travel as they are.
func registerTypes(_ context.Context, conn *pgx.Conn) error {
	types := conn.TypeMap()
	types.RegisterType(&pgtype.Type{
		Name: "timestamptz", OID: pgtype.TimestamptzOID, Codec: &pgtype.TimestamptzCodec{ScanLocation: time.UTC},
	})
	types.RegisterType(&pgtype.Type{Name: "uuid", OID: pgtype.UUIDOID, Codec: uuidCodec{}})
	// Without prepared statements, nothing but the type of the argument tells of an array.
	types.RegisterDefaultPgType([]uuid.UUID{}, "_uuid")
	return nil
}

// Check returns a function that asks whether the database answers. A pool whose
// connections are all at work counts as an answer: turning the load away from
// this replica would only move it to the others.
func Check(pool *pgxpool.Pool) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		err := pool.Ping(ctx)
		if errors.Is(err, context.DeadlineExceeded) && pool.Stat().AcquiredConns() == pool.Config().MaxConns {
			return nil
		}
		return err
	}
}

// Close returns a function that closes the pool. Closing waits for connections
// in use; when ctx is done first, it is given up.
func Close(pool *pgxpool.Pool) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		closed := make(chan struct{})
		go func() {
			pool.Close()
			close(closed)
		}()
		select {
		case <-closed:
			return nil
		case <-ctx.Done():
			return fmt.Errorf("connections are still in use: %w", ctx.Err())
		}
	}
}
