// Package saga does work in steps that no transaction can hold together: each step
// is noted when it is done, and when one cannot be done, those before it are undone.
// A saga goes on after a crash, in whichever process, until it is completed or
// compensated.
package saga

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/pgx/pgdb"
)

// Step is a part of a saga.
type Step[T any] struct {
	// Name names the step to people; sagas under way know it by its name too.
	Name string
	// Do does the step. It is called again when it fails, and when the process dies
	// before that it is done could be noted: what it asks of others it asks in the
	// name of the saga's id, so that they know the repetition. What it changes in
	// data is kept for later steps.
	Do func(ctx context.Context, id uuid.UUID, data *T) error
	// Undo takes the step back, as often as Do is called, until it succeeds. It is
	// also called for a step that failed, which may have had its effect or not. Nil
	// stands for nothing to take back.
	Undo func(ctx context.Context, id uuid.UUID, data *T) error
}

// Definition says what sagas of a kind do.
type Definition[T any] struct {
	// Kind names them; sagas under way know their definition by it.
	Kind string
	// Steps are done in this order, and undone in the opposite one. To change them,
	// define another kind, and keep this one until its sagas have ended.
	Steps []Step[T]
	// Timeout is the time after which a saga that is not completed is undone.
	Timeout time.Duration
}

// Starter starts sagas of a kind.
type Starter[T any] struct {
	orchestrator *Orchestrator
	definition   Definition[T]
}

var (
	errDefinition = errors.New("a saga needs a kind that no other has, a timeout, and steps with names of their own and something to do")
	errChanged    = errors.New("its steps are others than when it began: define another kind for them")
)

// Register makes a kind known to the orchestrator, before that runs.
func Register[T any](o *Orchestrator, definition Definition[T]) (*Starter[T], error) {
	if definition.Kind == "" || definition.Timeout <= 0 || len(definition.Steps) == 0 || o.kinds[definition.Kind] != nil {
		return nil, fmt.Errorf("saga %q: %w", definition.Kind, errDefinition)
	}
	names := map[string]bool{}
	for _, step := range definition.Steps {
		if step.Name == "" || names[step.Name] || step.Do == nil {
			return nil, fmt.Errorf("saga %q, step %q: %w", definition.Kind, step.Name, errDefinition)
		}
		names[step.Name] = true
	}
	o.kinds[definition.Kind] = kindOf(definition)
	return &Starter[T]{orchestrator: o, definition: definition}, nil
}

// Start starts a saga, in the transaction of ctx if there is one: then it begins when
// that is committed, and never if it is not. It returns the saga's id.
func (s *Starter[T]) Start(ctx context.Context, data T) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, fmt.Errorf("start saga %s: %w", s.definition.Kind, err)
	}
	text, err := json.Marshal(data)
	if err != nil {
		return uuid.Nil, fmt.Errorf("start saga %s: %w", s.definition.Kind, err)
	}
	_, err = pgdb.Exec(ctx, s.orchestrator.db, insertSaga, id, s.definition.Kind, s.orchestrator.kinds[s.definition.Kind].steps, string(text), s.definition.Timeout)
	if err != nil {
		return uuid.Nil, fmt.Errorf("start saga %s: %w", s.definition.Kind, err)
	}
	return id, nil
}

// Refuse returns an error that makes no attempt better: the saga is undone at once.
func Refuse(err error) error { return refusalError{err} }

type refusalError struct{ cause error }

func (r refusalError) Error() string { return r.cause.Error() }

func (r refusalError) Unwrap() error { return r.cause }

func isRefusal(err error) bool {
	_, found := errors.AsType[refusalError](err)
	return found
}

// kind is a definition without the type of its data.
type kind struct {
	steps []string
	// call does or undoes a step and returns the data after it.
	call func(ctx context.Context, step int, undo bool, id uuid.UUID, data []byte) ([]byte, error)
}

func kindOf[T any](definition Definition[T]) *kind {
	k := &kind{call: func(ctx context.Context, step int, undo bool, id uuid.UUID, text []byte) ([]byte, error) {
		var data T
		if err := json.Unmarshal(text, &data); err != nil {
			return nil, Refuse(fmt.Errorf("read its data: %w", err))
		}
		work := definition.Steps[step].Do
		if undo {
			work = definition.Steps[step].Undo
		}
		if work == nil {
			return text, nil
		}
		if err := work(ctx, id, &data); err != nil {
			return nil, err
		}
		return json.Marshal(data)
	}}
	for _, step := range definition.Steps {
		k.steps = append(k.steps, step.Name)
	}
	return k
}
