package samplething

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/service-layer/storage"
)

// Service holds the use cases of sample things.
type Service struct {
	repository Repository
	tx         storage.Transactor
	log        *slog.Logger
	guards     []Guard
}

// Guard refuses an input for what the service itself does not know. It runs
// outside of transactions, so it may ask others.
type Guard func(ctx context.Context, in Input) error

// NewService returns a service that keeps sample things in the repository.
func NewService(repository Repository, tx storage.Transactor, log *slog.Logger) *Service {
	return &Service{repository: repository, tx: tx, log: log}
}

// AddGuard adds a guard to what creates and replaces. It is for the start:
// nothing may use the service yet.
func (s *Service) AddGuard(guard Guard) { s.guards = append(s.guards, guard) }

// ListRequest asks for a page of what passes the filter.
type ListRequest struct {
	Filter Filter
	Page   paging.Request
}

// Change replaces the fields of the sample thing with the id. Version is the version
// that the caller has seen; nil stands for any.
type Change struct {
	ID      uuid.UUID
	Version *int64
	Input   Input
}

// Removal deletes the sample thing with the id. Version is the version that the caller
// has seen; nil stands for any.
type Removal struct {
	ID      uuid.UUID
	Version *int64
}

// List returns a page of sample things.
func (s *Service) List(ctx context.Context, request ListRequest) (paging.Page[SampleThing], error) {
	found, err := s.repository.List(ctx, request.Filter, request.Page)
	if err != nil {
		return found, fmt.Errorf("list sample things: %w", err)
	}
	return found, nil
}

// Get returns the sample thing with the id.
func (s *Service) Get(ctx context.Context, id uuid.UUID) (SampleThing, error) {
	found, err := s.repository.Get(ctx, id)
	if err != nil {
		return SampleThing{}, fmt.Errorf("get sample thing %s: %w", id, err)
	}
	return found, nil
}

// Create checks the input and stores the new sample thing.
func (s *Service) Create(ctx context.Context, in Input) (SampleThing, error) {
	if err := s.check(ctx, in); err != nil {
		return SampleThing{}, fmt.Errorf("create sample thing: %w", err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return SampleThing{}, fmt.Errorf("create sample thing: %w", err)
	}
	v := in.applyTo(SampleThing{ID: id})
	if err := checkCreation(ctx, v); err != nil {
		return SampleThing{}, fmt.Errorf("create sample thing: %w", err)
	}
	stored, err := s.repository.Create(ctx, v)
	if err != nil {
		return SampleThing{}, fmt.Errorf("create sample thing: %w", err)
	}
	s.log.InfoContext(ctx, "sample thing created", slog.Any("sample_thing_id", stored.ID))
	return stored, nil
}

// Replace checks the input and stores it in place of the fields.
func (s *Service) Replace(ctx context.Context, change Change) (SampleThing, error) {
	if err := s.check(ctx, change.Input); err != nil {
		return SampleThing{}, fmt.Errorf("replace sample thing %s: %w", change.ID, err)
	}
	var stored SampleThing
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		before, err := s.expect(ctx, change.ID, change.Version)
		if err != nil {
			return err
		}
		after := change.Input.applyTo(before)
		if err := checkReplacement(ctx, before, after); err != nil {
			return err
		}
		stored, err = s.repository.Update(ctx, after)
		return err
	})
	if err != nil {
		return SampleThing{}, fmt.Errorf("replace sample thing %s: %w", change.ID, err)
	}
	s.log.InfoContext(ctx, "sample thing replaced", slog.Any("sample_thing_id", stored.ID), slog.Int64("version", stored.Version))
	return stored, nil
}

// Delete deletes the sample thing.
func (s *Service) Delete(ctx context.Context, removal Removal) error {
	err := s.tx.InTx(ctx, func(ctx context.Context) error {
		before, err := s.expect(ctx, removal.ID, removal.Version)
		if err != nil {
			return err
		}
		if err := checkRemoval(ctx, before); err != nil {
			return err
		}
		return s.repository.Delete(ctx, before.ID, before.Version)
	})
	if err != nil {
		return fmt.Errorf("delete sample thing %s: %w", removal.ID, err)
	}
	s.log.InfoContext(ctx, "sample thing deleted", slog.Any("sample_thing_id", removal.ID))
	return nil
}

// check reports the rules that the input breaks, and then what guards refuse.
func (s *Service) check(ctx context.Context, in Input) error {
	if err := checkInput(in); err != nil {
		return err
	}
	for _, guard := range s.guards {
		if err := guard(ctx, in); err != nil {
			return err
		}
	}
	return nil
}

// expect reads the sample thing and makes sure that the caller has seen its version.
func (s *Service) expect(ctx context.Context, id uuid.UUID, version *int64) (SampleThing, error) {
	found, err := s.repository.Get(ctx, id)
	if err != nil {
		return SampleThing{}, err
	}
	if version == nil {
		return found, nil
	}
	return found, fault.SameVersion("sample thing", *version, found.Version)
}
