// Package cache remembers in Redis what was read from the database.
//
// An entry is never older than the last write that was acknowledged, on any
// replica, and no request fails because of Redis. Store says how, and where the
// promise ends.
package cache

import (
	"context"
	"crypto/rand"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"
)

// Options are the settings of a Store.
type Options struct {
	// Prefix begins every key.
	Prefix string
	// TTL is the time for which an entry is kept, give or take a tenth at random,
	// so that what was filled together does not end together.
	TTL time.Duration
	// AbsentTTL is the time for which it is remembered that something does not
	// exist; zero remembers nothing of the kind.
	AbsentTTL time.Duration
	// Settle is a time that no transaction outlasts once it has changed something.
	Settle time.Duration
	// Log tells when the cache is left aside, and when it is used again.
	Log *slog.Logger
}

// Store keeps entries in Redis. Each key holds one of three:
//
//   - an entry with the time, by the clock of Redis, before which its reading
//     from the database began;
//   - a lease, which lets one reader fill the key, and nobody once it is gone;
//   - a mark, which says that the thing is about to change: readers ask the
//     database, and nobody fills the key.
//
// A write leaves a mark before it is committed, in place of whatever was there,
// and lifts it afterwards. Marks that nobody lifts, because the process died, end
// after Settle. A write that cannot reach Redis makes a pause as soon as Redis is
// back: entries from before it count for nothing. Until then every replica that
// is cut off leaves the cache aside; see watch.
type Store struct {
	client  redis.UniversalClient
	options Options
	// replica tells the leases of this replica from others.
	replica string
	watch   *watch
	counts  counts
}

// Open returns a Store on the client, and begins to watch Redis. Stop ends that.
func Open(client redis.UniversalClient, options Options) *Store {
	store := &Store{client: client, options: options, replica: rand.Text(), watch: newWatch(client, options)}
	store.watch.start()
	return store
}

// Stop ends the watch. It leaves the client open.
func (s *Store) Stop(ctx context.Context) error { return s.watch.stop(ctx) }

// leaseTTL is the time in which a reader may fill a key, and reads for others.
const leaseTTL = 5 * time.Second

// pauseKey holds the time before which entries of the things named count for nothing.
func (s *Store) pauseKey(things string) string { return s.options.Prefix + ":pause:" + things }

// look returns what the key holds, and puts a lease there if that is nothing, or
// an entry that does not count: one from before the time since, or of another
// shape.
func (s *Store) look(ctx context.Context, key, shape string, since int64) (held, error) {
	token := s.replica + rand.Text()
	found, err := lookScript.Run(ctx, s.client, []string{key}, since, shape, token, leaseTTL.Milliseconds()).Text()
	if err != nil {
		return held{}, err
	}
	return read(found, s.replica, token), nil
}

// fill puts the entry in place of the lease, if that is still there.
func (s *Store) fill(ctx context.Context, key, lease, entry string, ttl time.Duration) error {
	return replaceScript.Run(ctx, s.client, []string{key}, lease, entry, ttl.Milliseconds()).Err()
}

// drop removes the lease or the mark, if it is still there.
func (s *Store) drop(ctx context.Context, key, value string) error {
	return replaceScript.Run(ctx, s.client, []string{key}, value, "", 0).Err()
}
