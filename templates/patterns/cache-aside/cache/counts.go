package cache

import (
	"maps"
	"sync"
	"sync/atomic"
)

// counter counts the questions for one kind of things.
type counter struct{ hits, misses, passed, failures atomic.Uint64 }

// counts hold a counter a kind.
type counts struct {
	mutex  sync.Mutex
	byKind map[string]*counter
}

func (c *counts) of(kind string) *counter {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.byKind == nil {
		c.byKind = map[string]*counter{}
	}
	if c.byKind[kind] == nil {
		c.byKind[kind] = &counter{}
	}
	return c.byKind[kind]
}

// Count tells how often things of one kind were asked for.
type Count struct {
	// Hits were answered by the cache.
	Hits uint64
	// Misses were not there, and had to be read, one reader for many.
	Misses uint64
	// Passed went to the database, for the thing was changing or Redis away.
	Passed uint64
	// Failures went to the database because Redis did not answer.
	Failures uint64
}

// Counts tells how often things were asked for, by their kind.
func (s *Store) Counts() map[string]Count {
	s.counts.mutex.Lock()
	known := maps.Clone(s.counts.byKind)
	s.counts.mutex.Unlock()
	found := make(map[string]Count, len(known))
	for kind, one := range known {
		found[kind] = Count{Hits: one.hits.Load(), Misses: one.misses.Load(), Passed: one.passed.Load(), Failures: one.failures.Load()}
	}
	return found
}

// Used tells whether the cache is used now, and not left aside.
func (s *Store) Used() bool {
	_, ok := s.watch.believed()
	return ok
}
