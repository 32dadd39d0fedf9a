package service

import "context"

// resources puts the use cases on the stores, and the operations on them.
func (w *Wiring) resources(_ context.Context) error {
	return nil
}
