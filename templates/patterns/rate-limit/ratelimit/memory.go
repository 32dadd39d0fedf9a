package ratelimit

import (
	"context"
	"hash/maphash"
	"sync"
	"time"
)

// shards keep callers from waiting for each other.
const shards = 32

// Memory counts in the memory of this process: each replica for itself.
type Memory struct {
	seed   maphash.Seed
	shards [shards]shard
}

// shard holds some of the buckets.
type shard struct {
	mutex sync.Mutex
	// full is when each bucket will be full again. One that is full is one that
	// nobody has touched, so it is left out.
	full map[string]time.Time
	// crowd is the number of buckets at which full ones are looked for.
	crowd int
}

// NewMemory returns a limiter without any bucket touched.
func NewMemory() *Memory { return &Memory{seed: maphash.MakeSeed()} }

// Take takes one token of the key's bucket. A bucket is one moment, that at which
// it is full again: each token moves it on by the time that one token takes.
func (m *Memory) Take(_ context.Context, key string, rate Rate) (Decision, error) {
	token := time.Duration(float64(time.Second) / rate.PerSecond)
	burst := time.Duration(rate.Burst) * token
	shard := &m.shards[maphash.String(m.seed, key)%shards]

	shard.mutex.Lock()
	defer shard.mutex.Unlock()
	now := time.Now()
	full := shard.full[key]
	if full.Before(now) {
		full = now
	}
	if missing := full.Add(token).Sub(now) - burst; missing > 0 {
		return Decision{Wait: missing, Full: full.Sub(now)}, nil
	}
	full = full.Add(token)
	shard.put(key, full, now)
	return Decision{Allowed: true, Remaining: int((burst - full.Sub(now)) / token), Full: full.Sub(now)}, nil
}

// put keeps a bucket. When the buckets have doubled, it drops those that are full.
func (s *shard) put(key string, full, now time.Time) {
	const few = 64
	if s.full == nil {
		s.full, s.crowd = map[string]time.Time{}, few
	}
	s.full[key] = full
	if len(s.full) < s.crowd {
		return
	}
	for other, at := range s.full {
		if at.Before(now) {
			delete(s.full, other)
		}
	}
	s.crowd = max(few, len(s.full)+len(s.full))
}
