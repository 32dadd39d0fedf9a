package discovery

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"sync"
	"time"
)

// RoundRobin takes one address after the other, LeastRequest the one with the
// fewest requests under way.
const (
	RoundRobin   = "round_robin"
	LeastRequest = "least_request"
)

// failures is how many answers in a row have to fail for an address to rest.
const failures = 3

// endpoint is an address of a service.
type endpoint struct {
	address   string
	active    int
	failed    int
	restUntil time.Time
}

// endpoints are the addresses of one service. Several goroutines may use them.
type endpoints struct {
	policy string
	rest   time.Duration

	mutex sync.Mutex
	all   []*endpoint
	next  int
}

// set takes over what was found, and keeps what is known of each address.
func (e *endpoints) set(addresses []string) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	known := map[string]*endpoint{}
	for _, one := range e.all {
		known[one.address] = one
	}
	wanted := slices.Compact(slices.Sorted(slices.Values(addresses)))
	all := make([]*endpoint, len(wanted))
	for i, address := range wanted {
		all[i] = cmp.Or(known[address], &endpoint{address: address})
	}
	if len(e.all) == 0 && len(all) > 0 {
		// Callers that start together do not begin with the same address.
		//nolint:gosec // it spreads requests and protects nothing
		e.next = rand.IntN(len(all))
	}
	e.all = all
}

// known are the addresses.
func (e *endpoints) known() []string {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	addresses := make([]string, len(e.all))
	for i, one := range e.all {
		addresses[i] = one.address
	}
	return addresses
}

// take chooses the address of a request, which done ends; it is nil where none is
// known. When all rest, none does: the service may be well again.
func (e *endpoints) take() *endpoint {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	if len(e.all) == 0 {
		return nil
	}
	now := time.Now()
	chosen := e.choose(func(one *endpoint) bool { return !one.restUntil.After(now) })
	if chosen == nil {
		chosen = e.choose(func(*endpoint) bool { return true })
	}
	chosen.active++
	return chosen
}

// choose goes around once, from where it stopped the last time.
func (e *endpoints) choose(fits func(*endpoint) bool) *endpoint {
	var chosen *endpoint
	at := 0
	for i := range e.all {
		index := (e.next + i) % len(e.all)
		one := e.all[index]
		if !fits(one) || chosen != nil && (e.policy != LeastRequest || one.active >= chosen.active) {
			continue
		}
		chosen, at = one, index
	}
	if chosen != nil {
		e.next = at + 1
	}
	return chosen
}

// outcome is what a request said of its address.
type outcome int

const (
	unknown     outcome = iota // nothing
	answered                   // it is well
	failed                     // it may not be well
	unreachable                // there is nothing
)

func (e *endpoints) note(one *endpoint, what outcome) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	switch what {
	case unknown:
		return
	case answered:
		one.failed, one.restUntil = 0, time.Time{}
		return
	case failed:
		one.failed++
	case unreachable:
		one.failed = failures
	}
	if one.failed >= failures {
		one.failed, one.restUntil = 0, time.Now().Add(e.rest)
	}
}

func (e *endpoints) done(one *endpoint) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	one.active--
}

// count tells how many addresses are used, and how many rest.
func (e *endpoints) count() (serving, resting int) {
	e.mutex.Lock()
	defer e.mutex.Unlock()
	now := time.Now()
	for _, one := range e.all {
		if one.restUntil.After(now) {
			resting++
		}
	}
	return len(e.all) - resting, resting
}
