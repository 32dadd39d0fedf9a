package saga

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// The states of a saga.
const (
	Running      = "running"
	Compensating = "compensating"
	Completed    = "completed"
	Compensated  = "compensated"
)

// row is a saga that is due.
type row struct {
	ID    uuid.UUID
	Kind  string
	State string
	Steps []string
	// Step is the number of steps that are done, or that are to be undone.
	Step     int
	Data     []byte
	Attempts int
	Late     bool
}

// A saga is taken by moving the time at which it is due behind the time that a step
// may take: if its process dies, another takes it then. Attempts are counted when
// they begin, so that a step which kills its process runs out of them too, and they
// tell this taking from any other.
const (
	insertSaga = "INSERT INTO sagas (id, kind, steps, data, deadline) VALUES ($1, $2, $3, $4, now() + $5::interval)"
	takeSaga   = `
		UPDATE sagas SET due_at = now() + $2::interval, attempts = attempts + 1 WHERE id = (
			SELECT id FROM sagas WHERE due_at <= now() AND kind = ANY($1) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED
		)
		RETURNING id, kind, state, steps, step, data, attempts, deadline < now()`
	noteSaga = `
		UPDATE sagas SET state = $5, step = $6, data = $7, attempts = 0, failure = COALESCE($8, failure), problem = NULL, updated_at = now(),
			due_at = CASE WHEN $5 IN ('completed', 'compensated') THEN NULL ELSE now() END
		WHERE id = $1 AND state = $2 AND step = $3 AND attempts = $4`
	delaySaga = `
		UPDATE sagas SET due_at = now() + $6::interval, problem = $7, attempts = $5, updated_at = now()
		WHERE id = $1 AND state = $2 AND step = $3 AND attempts = $4`
	deleteOld = `
		DELETE FROM sagas WHERE id IN (
			SELECT id FROM sagas WHERE due_at IS NULL AND updated_at < now() - $1::interval ORDER BY updated_at LIMIT 1000
		)`
	selectOne  = "SELECT " + shown + " FROM sagas WHERE id = $1"
	selectOpen = "SELECT " + shown + " FROM sagas WHERE due_at IS NOT NULL ORDER BY due_at LIMIT $1"
	shown      = "id, kind, state, steps, step, attempts, COALESCE(failure, ''), COALESCE(problem, ''), created_at, updated_at, deadline"
	// Counting ends at 100,000, so that a long queue is no load of its own.
	selectState = `
		SELECT count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state = 'compensating'),
			count(*) FILTER (WHERE state = 'compensating' AND attempts >= $1)
		FROM (SELECT state, attempts FROM sagas WHERE due_at IS NOT NULL LIMIT 100000) AS open`
)

// take takes the saga that has been due for the longest, if there is one.
func (o *Orchestrator) take(ctx context.Context) (row, bool, error) {
	names := make([]string, 0, len(o.kinds))
	for name := range o.kinds {
		names = append(names, name)
	}
	taken, err := pgdb.One(ctx, o.db, pgx.RowToStructByPos[row], takeSaga, names, o.options.StepTimeout+margin)
	if errors.Is(err, pgx.ErrNoRows) {
		return row{}, false, nil
	}
	if err != nil {
		return row{}, false, fmt.Errorf("take a saga: %w", err)
	}
	return taken, true, nil
}

// next is what a saga is after an attempt.
type next struct {
	state string
	step  int
	data  []byte
	// failure is why the saga is undone, when that begins.
	failure string
}

// note notes what became of a step, also while steps are told to give up. If another
// process has taken the saga meanwhile, its word counts.
func (o *Orchestrator) note(s row, after next) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(o.working), margin)
	defer cancel()
	_, err := pgdb.Exec(ctx, o.db, noteSaga, s.ID, s.State, s.Step, s.Attempts, after.state, after.step, string(after.data), nullable(after.failure))
	if err != nil {
		return fmt.Errorf("note saga %s: %w", s.ID, err)
	}
	return nil
}

// delay lets somebody try the same step again after a pause. It leaves so many
// attempts behind.
func (o *Orchestrator) delay(s row, attempts int, pause time.Duration, reason error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(o.working), margin)
	defer cancel()
	_, err := pgdb.Exec(ctx, o.db, delaySaga, s.ID, s.State, s.Step, s.Attempts, attempts, pause, reason.Error())
	if err != nil {
		return fmt.Errorf("note saga %s: %w", s.ID, err)
	}
	return nil
}

func nullable(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
