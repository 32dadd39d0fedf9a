// Package storage holds what the domain asks of every store.
package storage

import "context"

// Transactor runs work in one transaction.
type Transactor interface {
	// InTx runs work in a transaction that every repository called with the
	// context it gets takes part in. The transaction is committed when work
	// returns nil, and rolled back otherwise. Inside of a transaction, it joins.
	InTx(ctx context.Context, work func(ctx context.Context) error) error
}
