package order

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/google/uuid"

	"github.com/acme/orders/internal/platform/fault"
	"github.com/acme/orders/internal/platform/paging"
	"github.com/acme/orders/internal/platform/storage"
)

// Service holds the use cases of orders.
type Service struct {
	repository Repository
	tx         storage.Transactor
	log        *slog.Logger
	guards     []Guard
}

// Guard refuses an input for what the service itself does not know. It runs
// outside of transactions, so it may ask others.
type Guard func(ctx context.Context, in Input) error

// NewService returns a service that keeps orders in the repository.
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

// Change replaces the fields of the order with the id. Version is the version
// that the caller has seen; nil stands for any.
type Change struct {
	ID      uuid.UUID
	Version *int64
	Input   Input
}

// Removal deletes the order with the id. Version is the version that the caller
// has seen; nil stands for any.
type Removal struct {
	ID      uuid.UUID
	Version *int64
}

// List returns a page of orders.
func (s *Service) List(ctx context.Context, request ListRequest) (paging.Page[Order], error) {
	found, err := s.repository.List(ctx, request.Filter, request.Page)
	if err != nil {
		return found, fmt.Errorf("list orders: %w", err)
	}
	return found, nil
}

// Get returns the order with the id.
func (s *Service) Get(ctx context.Context, id uuid.UUID) (Order, error) {
	found, err := s.repository.Get(ctx, id)
	if err != nil {
		return Order{}, fmt.Errorf("get order %s: %w", id, err)
	}
	return found, nil
}

// Create checks the input and stores the new order.
func (s *Service) Create(ctx context.Context, in Input) (Order, error) {
	if err := s.check(ctx, in); err != nil {
		return Order{}, fmt.Errorf("create order: %w", err)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Order{}, fmt.Errorf("create order: %w", err)
	}
	v := in.applyTo(Order{ID: id})
	if err := checkCreation(ctx, v); err != nil {
		return Order{}, fmt.Errorf("create order: %w", err)
	}
	stored, err := s.repository.Create(ctx, v)
	if err != nil {
		return Order{}, fmt.Errorf("create order: %w", err)
	}
	s.log.InfoContext(ctx, "order created", slog.Any("order_id", stored.ID))
	return stored, nil
}

// Replace checks the input and stores it in place of the fields.
func (s *Service) Replace(ctx context.Context, change Change) (Order, error) {
	if err := s.check(ctx, change.Input); err != nil {
		return Order{}, fmt.Errorf("replace order %s: %w", change.ID, err)
	}
	var stored Order
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
		return Order{}, fmt.Errorf("replace order %s: %w", change.ID, err)
	}
	s.log.InfoContext(ctx, "order replaced", slog.Any("order_id", stored.ID), slog.Int64("version", stored.Version))
	return stored, nil
}

// Delete deletes the order.
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
		return fmt.Errorf("delete order %s: %w", removal.ID, err)
	}
	s.log.InfoContext(ctx, "order deleted", slog.Any("order_id", removal.ID))
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

// expect reads the order and makes sure that the caller has seen its version.
func (s *Service) expect(ctx context.Context, id uuid.UUID, version *int64) (Order, error) {
	found, err := s.repository.Get(ctx, id)
	if err != nil {
		return Order{}, err
	}
	if version == nil {
		return found, nil
	}
	return found, fault.SameVersion("order", *version, found.Version)
}
