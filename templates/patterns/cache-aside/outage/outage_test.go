// Package outage_test kills a Redis under load. No service gets it: it starts
// servers of its own.
package outage_test

import (
	"context"
	"net"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/cache-aside/cached"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/pgx/postgres"
	"goldenpath.dev/patterns/redis/redispool"
	"goldenpath.dev/patterns/redis/redistest"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// server is a Redis that can be killed, and that starts with its last snapshot.
type server struct {
	t      *testing.T
	folder string
	port   string
	client redis.UniversalClient
	kill   func()
}

func newServer(t *testing.T) *server {
	t.Helper()
	redistest.URL(t) // skips where there is no Redis to test on
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	_, port, err := net.SplitHostPort(listener.Addr().String())
	require.NoError(t, err)
	require.NoError(t, listener.Close())
	s := &server{t: t, folder: t.TempDir(), port: port}
	s.client = redistest.Open(t, redispool.Options{URL: s.url(), Size: 4, Timeout: 5 * time.Second})
	s.start()
	t.Cleanup(func() { s.kill() })
	return s
}

func (s *server) url() string { return "redis://127.0.0.1:" + s.port }

func (s *server) start() {
	s.t.Helper()
	command := exec.CommandContext(context.WithoutCancel(s.t.Context()), "redis-server", "--port", s.port, "--bind", "127.0.0.1", "--dir", s.folder)
	require.NoError(s.t, command.Start())
	s.kill = func() {
		_ = command.Process.Kill()
		_ = command.Wait()
	}
	require.Eventually(s.t, func() bool { return s.client.Ping(context.WithoutCancel(s.t.Context())).Err() == nil }, 10*time.Second, 5*time.Millisecond)
}

// thing is a sample thing that one writer changes.
type thing struct {
	id uuid.UUID
	// acknowledged is the last version of which the writer knows.
	acknowledged atomic.Int64
}

// replica is the service on connections and a cache of its own.
func replica(t *testing.T, s *server, db *pgdb.DB) (*samplething.Service, *cache.Store) {
	t.Helper()
	client := redistest.Open(t, redispool.Options{URL: s.url(), Size: 16, Timeout: 500 * time.Millisecond})
	store := cache.Open(client, cache.Options{Prefix: "outage", TTL: time.Minute, AbsentTTL: time.Second, Settle: 2 * time.Second, Log: fixture.Log})
	t.Cleanup(func() { assert.NoError(t, store.Stop(context.WithoutCancel(t.Context()))) })
	require.Eventually(t, store.Used, 10*time.Second, time.Millisecond)
	tx := cache.NewTransactor(db, pgdb.Joins, store)
	return samplething.NewService(cached.NewSampleThingRepository(postgres.NewSampleThingRepository(db), tx, store), tx, fixture.Log), store
}

// Redis is killed three times under load, and comes back with entries from before
// it was. Nobody gets an answer older than what was acknowledged before he asked,
// no request fails, and the service stays ready.
func TestRedisIsKilledUnderLoad(t *testing.T) {
	t.Parallel()
	const things, kills = 4, 3
	redisServer, db := newServer(t), fixture.Database(t)
	one, store := replica(t, redisServer, db)
	other, _ := replica(t, redisServer, db)
	replicas := []*samplething.Service{one, other}
	probes := health.New([]health.Check{{Name: "redis", Run: redispool.Check(redisServer.client)}}, health.Options{Timeout: time.Second})

	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	asking := context.WithoutCancel(ctx)
	var working sync.WaitGroup
	var stale, answers atomic.Int64
	for range things {
		v, err := one.Create(ctx, fixture.SampleThingReferring(t, db, fixture.Next()))
		require.NoError(t, err)
		written := &thing{id: v.ID}
		input := fixture.SampleThingReferring(t, db, fixture.Next())
		working.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				after, err := replicas[n%len(replicas)].Replace(asking, samplething.Change{ID: written.id, Input: input})
				if assert.NoError(t, err) {
					written.acknowledged.Store(after.Version)
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
		for _, service := range replicas {
			working.Go(func() {
				for ctx.Err() == nil {
					least := written.acknowledged.Load()
					got, err := service.Get(asking, written.id)
					if assert.NoError(t, err) && got.Version < least {
						stale.Add(1)
					}
					answers.Add(1)
				}
			})
		}
	}
	for kill := range kills {
		time.Sleep(2 * time.Second)
		require.NoError(t, redisServer.client.Save(ctx).Err())
		time.Sleep(200 * time.Millisecond)
		redisServer.kill()
		ready, results := probes.Ready(ctx)
		assert.True(t, ready)
		assert.Error(t, results[0].Err, "readiness tells of it")
		time.Sleep(time.Duration(kill+2) * time.Second)
		redisServer.start()
	}
	hits := store.Counts()["sample_thing"].Hits
	require.Eventually(t, func() bool { return store.Used() && store.Counts()["sample_thing"].Hits > hits }, 20*time.Second, 10*time.Millisecond, "the cache is used again")
	stop()
	working.Wait()
	counts := store.Counts()["sample_thing"]
	t.Logf("%d answers; %+v", answers.Load(), counts)
	assert.Zero(t, stale.Load(), "of "+strconv.FormatInt(answers.Load(), 10))
	assert.Positive(t, counts.Passed)
}
