package service

import "context"

// telemetry makes the service observable.
func (w *Wiring) telemetry(_ context.Context) error {
	return nil
}
