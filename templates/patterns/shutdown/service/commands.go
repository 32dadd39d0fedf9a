package service

import "context"

// commands adds what the service does beside serving. Settings are not read yet.
func (w *Wiring) commands(_ context.Context) error {
	return nil
}
