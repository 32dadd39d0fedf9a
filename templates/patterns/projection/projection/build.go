package projection

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pgx/pgdb"
)

const (
	// batch is the number of rows that are read, or deleted, in one transaction.
	batch = 500
	// interval is the time after which a process that had nothing to do looks again.
	interval = time.Second
	// measuring is the time between two looks at what is not handled yet.
	measuring = 5 * time.Second
	// straggling is the time within which a transaction that has recorded an event is
	// expected to end.
	straggling = time.Minute
	// late is the age at which an event that is not handled is a reason to look.
	late = time.Minute
)

// errBuilding says that a projection is being built.
var errBuilding = errors.New("a projection is being built already; `status` tells how far it is")

// Rebuild lets the service build its projection again, from all rows of the tables.
// What was built before is shown, and fed, until that is done. It fails while the
// projection is being built.
func Rebuild(ctx context.Context, db *pgdb.DB) error {
	added, err := pgdb.Exec(ctx, db, insertRequest)
	if err != nil {
		return fmt.Errorf("ask for a projection: %w", err)
	}
	if added == 0 {
		return errBuilding
	}
	return nil
}

// Build is a projection that is shown, is being built, or is no longer shown.
type Build struct {
	ID int64
	// State is current, building or retired.
	State string
	// Resource is the one that is being read, empty before the first.
	Resource string
	BegunAt  time.Time
}

// Builds returns the projections that there are, the oldest first.
func Builds(ctx context.Context, db *pgdb.DB) ([]Build, error) {
	found, err := pgdb.All(ctx, db, pgx.RowToStructByPos[Build], selectBuilds)
	if err != nil {
		return nil, fmt.Errorf("look at projections: %w", err)
	}
	return found, nil
}

// Run builds projections until Stop, if this process is the one to do it.
func (p *Projection) Run() error {
	p.started.Do(func() {
		defer close(p.ended)
		var work sync.WaitGroup
		work.Go(func() { p.repeat(measuring, p.measure) })
		work.Go(func() { p.repeat(interval, p.sweep) })
		p.repeat(interval, p.build)
		work.Wait()
	})
	return nil
}

// Stop ends what Run does; when ctx is done, it gives up the batch that is at work,
// and another process goes on with that.
func (p *Projection) Stop(ctx context.Context) error {
	p.stop()
	p.started.Do(func() { close(p.ended) }) // it never ran
	select {
	case <-p.ended:
	case <-ctx.Done():
	}
	p.abandon()
	<-p.ended
	return ctx.Err()
}

// repeat works until Stop, with a pause whenever there is nothing to do.
func (p *Projection) repeat(pause time.Duration, work func(context.Context) (bool, error)) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-timer.C:
		case <-p.stopping.Done():
			return
		}
		more, err := work(p.working)
		if err != nil && p.stopping.Err() == nil {
			p.options.Log.Warn("working on the projection failed", slog.Any("error", err))
		}
		if more && err == nil {
			timer.Reset(0)
		} else {
			timer.Reset(pause)
		}
	}
}

// building is a projection that is being built: the resource whose rows are read, and
// the last one that was.
type building struct {
	ID       int64
	Resource string
	After    uuid.UUID
}

// build reads a batch of rows into the projection that is being built, and says
// whether there may be more to do.
func (p *Projection) build(ctx context.Context) (more bool, failure error) {
	if _, err := pgdb.Exec(ctx, p.db, insertFirst); err != nil {
		return false, fmt.Errorf("begin a projection: %w", err)
	}
	err := p.tx.InTx(ctx, func(ctx context.Context) error {
		more = false
		at, err := pgdb.One(ctx, p.db, pgx.RowToStructByPos[building], takeBuilding)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("take a projection: %w", err)
		}
		more = true
		return p.read(ctx, at)
	})
	return more, err
}

// read reads the next rows, and shows the projection when there are none.
func (p *Projection) read(ctx context.Context, at building) error {
	for _, r := range p.inOrder() {
		if r.Name < at.Resource {
			continue
		}
		if r.Name > at.Resource {
			at.Resource, at.After = r.Name, uuid.Nil
		}
		rows, last, err := p.rowsAfter(ctx, r, at.After)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			continue
		}
		if err := p.apply(ctx, r, []int64{at.ID}, rows); err != nil {
			return err
		}
		if _, err := pgdb.Exec(ctx, p.db, noteProgress, at.ID, r.Name, last); err != nil {
			return fmt.Errorf("note how far the projection is: %w", err)
		}
		return nil
	}
	if _, err := pgdb.Exec(ctx, p.db, retire); err != nil {
		return fmt.Errorf("take the projection before away: %w", err)
	}
	if _, err := pgdb.Exec(ctx, p.db, show, at.ID); err != nil {
		return fmt.Errorf("show the projection: %w", err)
	}
	p.options.Log.InfoContext(ctx, "projection built", slog.Int64("projection", at.ID))
	return nil
}

func (p *Projection) inOrder() []Resource {
	return slices.SortedFunc(slices.Values(p.resources), func(a, b Resource) int { return strings.Compare(a.Name, b.Name) })
}

// rowsAfter returns the next living rows of a resource, in the form that events have,
// and the id of the last of them.
func (p *Projection) rowsAfter(ctx context.Context, r Resource, after uuid.UUID) (rows []string, last uuid.UUID, failure error) {
	type row struct {
		ID   uuid.UUID
		Body string
	}
	columns := make([]string, 0, len(r.columns()))
	for _, column := range r.columns() {
		columns = append(columns, ", "+pgx.Identifier{column}.Sanitize())
	}
	found, err := pgdb.All(ctx, p.db, pgx.RowToStructByPos[row], "SELECT id, to_jsonb(living)::text FROM (SELECT id, version"+strings.Join(columns, "")+
		" FROM "+r.Table+" WHERE id > $1 AND deleted_at IS NULL ORDER BY id LIMIT $2) AS living", after, batch)
	if err != nil {
		return nil, uuid.Nil, fmt.Errorf("read %s: %w", r.Name, err)
	}
	for _, one := range found {
		rows, last = append(rows, one.Body), one.ID
	}
	return rows, last, nil
}

// sweep deletes what is no longer shown, and deleted rows that no event is late for.
func (p *Projection) sweep(ctx context.Context) (more bool, failure error) {
	err := p.tx.InTx(ctx, func(ctx context.Context) error {
		more = false
		old, err := pgdb.One(ctx, p.db, pgx.RowTo[int64], takeRetired)
		if errors.Is(err, pgx.ErrNoRows) {
			forgotten, err := pgdb.Exec(ctx, p.db, deleteOld, p.options.Retention, batch)
			more = forgotten == batch
			return err
		}
		if err != nil {
			return err
		}
		more = true
		deleted, err := pgdb.Exec(ctx, p.db, deleteRows, old, batch)
		if err == nil && deleted < batch {
			_, err = pgdb.Exec(ctx, p.db, deleteRetired, old)
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("delete what is no longer shown: %w", err)
	}
	return more, nil
}
