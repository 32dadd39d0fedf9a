package cache

import (
	"context"
	"math/rand/v2"

	"golang.org/x/sync/singleflight"

	"goldenpath.dev/patterns/error-model/fault"
)

// jitter is the part of the TTL that is added or taken away at random.
const jitter = 10

// Cache remembers things of one kind, by their id.
type Cache[T any] struct {
	store *Store
	kind  Kind
	shape string
	// paused is the key of the pause of this kind, if it can have one.
	paused  string
	counter *counter
	flights singleflight.Group
}

// Kind says what things are, and how they hang together.
type Kind struct {
	// Name names the things, in one word.
	Name string
	// Missing is what the database answers where there is none.
	Missing func() error
	// Follows says that the deletion of other things may change these.
	Follows bool
	// Followers name the kinds of which things may change when one is deleted.
	Followers []string
}

// New returns a Cache in the store.
func New[T any](store *Store, kind Kind) *Cache[T] {
	c := &Cache[T]{store: store, kind: kind, shape: shapeOf[T](), counter: store.counts.of(kind.Name)}
	if kind.Follows {
		c.paused = store.pauseKey(kind.Name)
	}
	return c
}

func (c *Cache[T]) key(id string) string {
	return c.store.options.Prefix + ":" + c.kind.Name + ":" + id
}

// Get returns the thing with the id. It asks load for what is not there, one
// caller for all who ask at the same time; a fault.NotFound of load is remembered
// too. It must not be called in a transaction, which sees what others do not.
func (c *Cache[T]) Get(ctx context.Context, id string, load func(ctx context.Context) (T, error)) (T, error) {
	since, ok := c.store.watch.believed()
	if !ok {
		c.counter.passed.Add(1)
		return load(ctx)
	}
	found, err := c.look(ctx, id, since)
	if err != nil {
		if ctx.Err() == nil {
			c.counter.failures.Add(1)
		}
		return load(ctx)
	}
	switch found.kind {
	case entryKind, absentKind:
		c.counter.hits.Add(1)
		return c.thing(ctx, found, load)
	case leaseKind:
		c.counter.misses.Add(1)
		return c.loadOnce(ctx, id, found, since, load)
	}
	// Something is changing: whoever began to read before the change was
	// acknowledged must not answer for those who came after it.
	c.counter.passed.Add(1)
	return load(ctx)
}

func (c *Cache[T]) look(ctx context.Context, id string, since int64) (held, error) {
	if c.paused != "" {
		paused, err := pause(ctx, c.store.client, c.store.options, c.paused, 0)
		if err != nil {
			return held{}, err
		}
		since = max(since, paused)
	}
	return c.store.look(ctx, c.key(id), c.shape, since)
}

// thing decodes what was found.
func (c *Cache[T]) thing(ctx context.Context, found held, load func(ctx context.Context) (T, error)) (T, error) {
	if found.kind == absentKind {
		var none T
		return none, c.kind.Missing()
	}
	thing, err := decode[T](found.body)
	if err != nil {
		c.counter.failures.Add(1)
		return load(ctx)
	}
	return thing, nil
}

// loadOnce loads the thing, once for all who found the same lease: the lease was
// there when each of them asked, so nothing that was acknowledged before they
// came has changed the thing since the reading began.
func (c *Cache[T]) loadOnce(ctx context.Context, id string, lease held, since int64, load func(ctx context.Context) (T, error)) (T, error) {
	// The one who loads does so for others, who may be more patient.
	ctx = context.WithoutCancel(ctx)
	shared, err, _ := c.flights.Do(lease.lease, func() (any, error) {
		if !lease.granted {
			// The lease may have been filled between the question and now.
			found, err := c.look(ctx, id, since)
			if err == nil && found.kind != leaseKind {
				return c.filled(ctx, found, load)
			}
			if err == nil {
				lease = found
			}
		}
		loading, cancel := context.WithTimeout(ctx, leaseTTL)
		defer cancel()
		body, err := encoded(load(loading))
		if lease.mine {
			c.keep(ctx, id, lease, body, err)
		}
		return body, err
	})
	var none T
	if err != nil {
		return none, err
	}
	// Each caller gets a copy of its own.
	body, _ := shared.(string)
	return decode[T](body)
}

// filled is the encoded form of what was found after all.
func (c *Cache[T]) filled(ctx context.Context, found held, load func(ctx context.Context) (T, error)) (string, error) {
	switch found.kind {
	case entryKind:
		return found.body, nil
	case absentKind:
		return "", c.kind.Missing()
	}
	return encoded(load(ctx))
}

// keep fills the key with what was loaded, or gives the lease back.
func (c *Cache[T]) keep(ctx context.Context, id string, lease held, body string, failure error) {
	key, options := c.key(id), c.store.options
	var err error
	switch {
	case failure == nil:
		spread := options.TTL / jitter
		ttl := options.TTL - spread + rand.N(2*spread+1) //nolint:gosec // nobody gains by guessing it
		err = c.store.fill(ctx, key, lease.lease, string(entryKind)+lease.stamp+c.shape+body, ttl)
	case fault.KindOf(failure) == fault.NotFound && options.AbsentTTL > 0:
		err = c.store.fill(ctx, key, lease.lease, string(absentKind)+lease.stamp, options.AbsentTTL)
	default:
		err = c.store.drop(ctx, key, lease.lease)
	}
	if err != nil {
		c.counter.failures.Add(1)
	}
}

// Changed says that the transaction of ctx has changed the thing with the id. It
// fails only with ctx; then the transaction must not be committed.
func (c *Cache[T]) Changed(ctx context.Context, id string) error {
	return c.store.mark(ctx, c.key(id))
}

// Deleted says that the transaction of ctx has deleted the thing with the id, and
// changed whatever follows it. It fails only with ctx, as Changed does.
func (c *Cache[T]) Deleted(ctx context.Context, id string) error {
	for _, follower := range c.kind.Followers {
		if err := c.store.suspend(ctx, follower); err != nil {
			return err
		}
	}
	return c.Changed(ctx, id)
}
