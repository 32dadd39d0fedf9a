// Package projection keeps a read model beside the tables: how many rows of each
// resource there are, with which values, and how many refer to what. It is fed by the
// events of the service, and can be built again from the tables while it is read.
package projection

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/service-layer/storage"
)

// Group is the group of the handlers that feed the projection.
const Group = "projection"

// Resource says what is counted of a resource.
type Resource struct {
	// Name is the resource in the API.
	Name string
	// Topic is the topic of its events.
	Topic string
	// Table is its table, quoted where it has to be.
	Table string
	// Values are the columns with few values: rows are counted for each.
	Values []string
	// References are the columns with ids: rows are counted for each of them.
	References []string
}

// columns are those that rows are counted by.
func (r Resource) columns() []string {
	return append(append([]string{}, r.Values...), r.References...)
}

// Options are the settings of a Projection.
type Options struct {
	// Retention is the time for which a deleted row is remembered; longer than its
	// events may be under way.
	Retention time.Duration
	// Log tells of what fails.
	Log *slog.Logger
}

// Projection counts the rows of resources.
type Projection struct {
	db        *pgdb.DB
	tx        storage.Transactor
	inbox     *inbox.Inbox
	options   Options
	resources []Resource

	stopping context.Context //nolint:containedctx // it ends with Stop
	stop     context.CancelFunc
	working  context.Context //nolint:containedctx // it ends when Stop has waited long enough
	abandon  context.CancelFunc
	ended    chan struct{}
	started  sync.Once

	lock    sync.Mutex
	state   State
	settled int64
}

// New returns a projection of no resource yet. It is not for several goroutines until
// all resources are added.
func New(db *pgdb.DB, tx storage.Transactor, box *inbox.Inbox, options Options) *Projection {
	p := &Projection{db: db, tx: tx, inbox: box, options: options, ended: make(chan struct{})}
	p.stopping, p.stop = context.WithCancel(context.Background())
	p.working, p.abandon = context.WithCancel(context.Background())
	return p
}

// Add adds a resource, and returns the handler of its events.
func (p *Projection) Add(r Resource) mq.Handler {
	p.resources = append(p.resources, r)
	return p.inbox.Once(mq.Handler{Topic: r.Topic, Group: Group, Handle: func(ctx context.Context, message mq.Message) error {
		return p.handle(ctx, r, message)
	}})
}

// handle applies an event to what is shown and to what is being built.
func (p *Projection) handle(ctx context.Context, r Resource, message mq.Message) error {
	var row struct {
		ID      uuid.UUID `json:"id"`
		Version int64     `json:"version"`
	}
	if err := json.Unmarshal(message.Body, &row); err != nil {
		return mq.Permanent(fmt.Errorf("read an event of %s: %w", r.Name, err))
	}
	if row.ID == uuid.Nil || row.Version < 1 {
		return mq.Permanent(fmt.Errorf("%w: %s", errNoRow, message.ID))
	}
	open, err := pgdb.All(ctx, p.db, pgx.RowTo[int64], selectOpen)
	if err != nil {
		return fmt.Errorf("apply %s: %w", r.Name, err)
	}
	return p.apply(ctx, r, open, []string{string(message.Body)})
}

// errNoRow says that a message tells of nothing that could be counted.
var errNoRow = errors.New("the event has no row with an id and a version")

// apply brings rows to projections. A row that is older than what is there changes
// nothing, and neither does one that comes again.
func (p *Projection) apply(ctx context.Context, r Resource, projections []int64, rows []string) error {
	if _, err := pgdb.Exec(ctx, p.db, insertRows, projections, r.Name, rows); err != nil {
		return fmt.Errorf("apply %s: %w", r.Name, err)
	}
	if _, err := pgdb.Exec(ctx, p.db, updateRows, projections, r.columns(), rows); err != nil {
		return fmt.Errorf("apply %s: %w", r.Name, err)
	}
	return nil
}
