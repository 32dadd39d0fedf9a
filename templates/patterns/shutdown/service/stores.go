package service

import "context"

// stores opens what keeps the service's data.
func (w *Wiring) stores(_ context.Context) error {
	return nil
}
