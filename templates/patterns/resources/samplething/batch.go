package samplething

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/error-model/fault"
)

// BatchStore keeps many sample things at once.
type BatchStore interface {
	// Insert stores in one transaction what is not refused. The result has an
	// entry for each value: nil, or the fault that says why it is refused. With
	// an error nothing is stored.
	Insert(ctx context.Context, vs []SampleThing) (refused []error, err error)
	// Upsert stores vs, each in place of the one with its id, in chunks that are
	// stored whole or not at all. It returns how many are stored; on failure
	// they are those of the chunks before.
	Upsert(ctx context.Context, vs []SampleThing, size int) (int, error)
}

// Batches holds the use cases of many sample things at once.
type Batches struct {
	service *Service
	store   BatchStore
}

// NewBatches returns the use cases on the store, with the rules of the service.
func NewBatches(service *Service, store BatchStore) *Batches {
	return &Batches{service: service, store: store}
}

// BatchInput is an input of a batch. Err says why it could not be read.
type BatchInput struct {
	Input Input
	Err   error
}

// BatchOutcome is what became of an input: it is stored under the id, or Err
// says why not.
type BatchOutcome struct {
	ID  uuid.UUID
	Err error
}

// Create stores what can be stored, in one transaction, and returns an outcome
// for each input in its place. Inputs stand alone: one that is refused does not
// keep the others from being stored. With an error nothing is stored.
func (b *Batches) Create(ctx context.Context, inputs []BatchInput) ([]BatchOutcome, error) {
	outcomes := make([]BatchOutcome, len(inputs))
	var valid []SampleThing
	var places []int
	for i, input := range inputs {
		v, err := b.prepare(ctx, input)
		if err == nil {
			valid, places = append(valid, v), append(places, i)
			continue
		}
		if kind := fault.KindOf(err); kind == fault.Internal || kind == fault.Unavailable {
			return nil, fmt.Errorf("create sample things: %w", err)
		}
		outcomes[i].Err = err
	}
	err := b.service.tx.InTx(ctx, func(ctx context.Context) error {
		refused, err := b.store.Insert(ctx, valid)
		for i, refusal := range refused {
			outcomes[places[i]] = BatchOutcome{ID: valid[i].ID, Err: refusal}
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("create sample things: %w", err)
	}
	b.service.log.InfoContext(ctx, "batch of sample things created", slog.Int("inputs", len(inputs)))
	return outcomes, nil
}

// prepare returns the sample thing that the input asks for.
func (b *Batches) prepare(ctx context.Context, input BatchInput) (SampleThing, error) {
	if input.Err != nil {
		return SampleThing{}, input.Err
	}
	if err := b.service.check(ctx, input.Input); err != nil {
		return SampleThing{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return SampleThing{}, err
	}
	v := input.Input.applyTo(SampleThing{ID: id})
	return v, checkCreation(ctx, v)
}
