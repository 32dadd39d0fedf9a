package service

import "context"

// transport serves what the service offers.
func (w *Wiring) transport(_ context.Context) error {
	return nil
}
