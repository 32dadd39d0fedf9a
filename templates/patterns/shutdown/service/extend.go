package service

import "context"

// extend is the place for wiring of your own: routes, middlewares, checks,
// runners, hooks. The resources are there already; what serves them is built
// from what you leave behind.
func (w *Wiring) extend(_ context.Context) error { return nil }
