package httpproxy

import "context"

// slots are places for what is under way.
type slots struct{ free chan struct{} }

func newSlots(count int) *slots { return &slots{free: make(chan struct{}, count)} }

// take waits for a place until ctx is done.
func (s *slots) take(ctx context.Context) bool {
	select {
	case s.free <- struct{}{}:
		return true
	default:
	}
	select {
	case s.free <- struct{}{}:
		return true
	case <-ctx.Done():
		return false
	}
}

func (s *slots) give() { <-s.free }

// idle waits until nothing is under way, or ctx is done.
func (s *slots) idle(ctx context.Context) bool {
	taken := 0
	defer func() {
		for range taken {
			s.give()
		}
	}()
	for taken < cap(s.free) {
		if !s.take(ctx) {
			return false
		}
		taken++
	}
	return true
}
