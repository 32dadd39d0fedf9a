package cache_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/redis/go-redis/v9"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/redis/redispool"
	"goldenpath.dev/patterns/redis/redistest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// parcel has a field of every type that resources have.
type parcel struct {
	ID      uuid.UUID
	Version int64
	Name    string
	Price   decimal.Decimal
	Rebate  *decimal.Decimal
	Count   *int64
	At      *time.Time
	Labels  []string
	Numbers []int64
}

func missing() error { return fault.Missing("parcel") }

// direct is a database without transactions: what is done is done.
type direct struct{}

func (direct) InTx(ctx context.Context, work func(context.Context) error) error { return work(ctx) }

func joinsNone(context.Context) bool { return false }

// replica is a service with a cache of its own.
type replica struct {
	*cache.Cache[parcel]
	store *cache.Store
	tx    *cache.Transactor
}

func open(t *testing.T, client redis.UniversalClient, prefix string, kind cache.Kind) replica {
	t.Helper()
	kind.Missing = missing
	if kind.Name == "" {
		kind.Name = "parcel"
	}
	store := cache.Open(client, cache.Options{
		Prefix: prefix, TTL: time.Minute, AbsentTTL: time.Minute, Settle: 2 * time.Second, Log: slog.New(slog.DiscardHandler),
	})
	t.Cleanup(func() { assert.NoError(t, store.Stop(context.WithoutCancel(t.Context()))) })
	require.Eventually(t, store.Used, 10*time.Second, time.Millisecond)
	return replica{Cache: cache.New[parcel](store, kind), store: store, tx: cache.NewTransactor(direct{}, joinsNone, store)}
}

// change changes the thing with the id as a repository does.
func (r replica) change(ctx context.Context, id string, change func()) error {
	return r.tx.InTx(ctx, func(ctx context.Context) error {
		if err := r.Changed(ctx, id); err != nil {
			return err
		}
		change()
		return nil
	})
}

// shelf is a database with one parcel.
type shelf struct {
	mutex  sync.Mutex
	parcel parcel
	reads  atomic.Int64
}

func (s *shelf) put(p parcel) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.parcel = p
}

func (s *shelf) load(context.Context) (parcel, error) {
	s.reads.Add(1)
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.parcel, nil
}

func get(t *testing.T, r replica, id string, s *shelf) parcel {
	t.Helper()
	p, err := r.Get(t.Context(), id, s.load)
	require.NoError(t, err)
	return p
}

func TestWhatWasReadComesBackAsItWas(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	at := time.Date(2026, time.January, 31, 13, 45, 0, 123456000, time.UTC)
	for name, p := range map[string]parcel{
		"full": {
			ID: uuid.New(), Version: 7, Name: "'a' \x00 é", Price: decimal.RequireFromString("12.50"), Rebate: new(decimal.RequireFromString("0.00")),
			Count: new(int64(0)), At: &at, Labels: []string{"", "b"}, Numbers: []int64{-1, 1 << 62},
		},
		"empty": {Price: decimal.New(0, 0), Labels: []string{}, Numbers: []int64{}},
		"nil":   {Price: decimal.New(0, 0)},
	} {
		s := &shelf{parcel: p}
		for range 3 {
			assert.Equal(t, p, get(t, r, name, s), name)
		}
		assert.EqualValues(t, 1, s.reads.Load(), name)
	}
	assert.Equal(t, map[string]cache.Count{"parcel": {Hits: 6, Misses: 3}}, r.store.Counts())
}

func TestEntriesDoNotEndAllAtOnce(t *testing.T) {
	t.Parallel()
	client, prefix := redistest.Client(t), redistest.Prefix()
	r := open(t, client, prefix, cache.Kind{})
	var left []time.Duration
	for n := range 50 {
		id := strconv.Itoa(n)
		get(t, r, id, &shelf{})
		ttl, err := client.PTTL(t.Context(), prefix+":parcel:"+id).Result()
		require.NoError(t, err)
		left = append(left, ttl)
	}
	assert.InDelta(t, time.Minute, slices.Min(left), float64(10*time.Second))
	assert.InDelta(t, time.Minute, slices.Max(left), float64(6*time.Second))
	assert.Greater(t, slices.Max(left)-slices.Min(left), 4*time.Second)
}

func TestCallersGetCopies(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	s := &shelf{parcel: parcel{Labels: []string{"a"}}}
	get(t, r, "1", s).Labels[0] = "spoilt"
	get(t, r, "1", s).Labels[0] = "spoilt"
	assert.Equal(t, []string{"a"}, get(t, r, "1", s).Labels)
}

func TestWhatDoesNotExistIsRememberedUntilItDoes(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	var reads int
	absent := func(context.Context) (parcel, error) { reads++; return parcel{}, missing() }
	for range 3 {
		_, err := r.Get(t.Context(), "1", absent)
		assert.Equal(t, fault.NotFound, fault.KindOf(err))
	}
	assert.Equal(t, 1, reads)
	s := &shelf{parcel: parcel{Name: "new"}}
	require.NoError(t, r.change(t.Context(), "1", func() {}))
	assert.Equal(t, "new", get(t, r, "1", s).Name)
}

func TestFailuresAreNotRemembered(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	failure := errors.New("the database is away")
	_, err := r.Get(t.Context(), "1", func(context.Context) (parcel, error) { return parcel{}, failure })
	require.ErrorIs(t, err, failure)
	assert.Equal(t, "there", get(t, r, "1", &shelf{parcel: parcel{Name: "there"}}).Name)
	assert.Panics(t, func() {
		_, _ = r.Get(t.Context(), "2", func(context.Context) (parcel, error) { panic("broken") })
	})
}

func TestAThousandWhoMissAtOnceMakeOneReading(t *testing.T) {
	t.Parallel()
	const callers = 1000
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	s := &shelf{parcel: parcel{Name: "wanted"}}
	slow := func(ctx context.Context) (parcel, error) {
		time.Sleep(50 * time.Millisecond) // the database takes its time
		return s.load(ctx)
	}
	var calling sync.WaitGroup
	for range callers {
		calling.Go(func() {
			p, err := r.Get(t.Context(), "1", slow)
			assert.NoError(t, err)
			assert.Equal(t, "wanted", p.Name)
		})
	}
	calling.Wait()
	assert.EqualValues(t, 1, s.reads.Load())
}

func TestAWriteIsSeenByEveryReplica(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient) {
		const writes = 100
		prefix := redistest.Prefix()
		one, other := open(t, client, prefix, cache.Kind{}), open(t, client, prefix, cache.Kind{})
		s := &shelf{}
		for n := range int64(writes) {
			id := strconv.FormatInt(n%5, 10)
			require.NoError(t, one.change(t.Context(), id, func() { s.put(parcel{Version: n}) }))
			assert.Equal(t, n, get(t, other, id, s).Version)
			assert.Equal(t, n, get(t, one, id, s).Version)
		}
		assert.EqualValues(t, writes, s.reads.Load(), "the second reading finds an entry")
	})
}

// A reader that began before the write must neither fill the cache with what it
// has read, nor answer for those who came after the write.
func TestASlowReaderSpoilsNothing(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	s := &shelf{parcel: parcel{Version: 1}}
	reading, written := make(chan struct{}), make(chan struct{})
	slow := make(chan parcel)
	go func() {
		p, _ := r.Get(t.Context(), "1", func(ctx context.Context) (parcel, error) {
			p, err := s.load(ctx)
			close(reading)
			<-written
			return p, err
		})
		slow <- p
	}()
	<-reading
	require.NoError(t, r.change(t.Context(), "1", func() { s.put(parcel{Version: 2}) }))
	assert.EqualValues(t, 2, get(t, r, "1", s).Version, "while the slow one still reads")
	close(written)
	assert.EqualValues(t, 1, (<-slow).Version)
	assert.EqualValues(t, 2, get(t, r, "1", s).Version, "and after it")
}

func TestWhatIsChangingIsReadFromTheDatabase(t *testing.T) {
	t.Parallel()
	r := open(t, redistest.Client(t), redistest.Prefix(), cache.Kind{})
	s := &shelf{parcel: parcel{Version: 1}}
	get(t, r, "1", s)
	require.NoError(t, r.change(t.Context(), "1", func() {
		for version := range int64(3) {
			s.put(parcel{Version: version})
			assert.Equal(t, version, get(t, r, "1", s).Version)
		}
	}))

	failure := errors.New("rolled back, or nobody knows")
	require.ErrorIs(t, r.tx.InTx(t.Context(), func(ctx context.Context) error {
		return errors.Join(r.Changed(ctx, "1"), failure)
	}), failure)
	before := s.reads.Load()
	for range 3 {
		get(t, r, "1", s)
	}
	assert.Equal(t, before+3, s.reads.Load(), "the mark of a failed transaction stays")
	require.Eventually(t, func() bool {
		before := s.reads.Load()
		get(t, r, "1", s)
		return s.reads.Load() == before
	}, 10*time.Second, 100*time.Millisecond, "until it ends")
}

func TestADeletionPausesWhatFollows(t *testing.T) {
	t.Parallel()
	redistest.Each(t, func(t *testing.T, client redis.UniversalClient) {
		prefix := redistest.Prefix()
		owners := open(t, client, prefix, cache.Kind{Name: "owner", Followers: []string{"parcel"}})
		parcels := open(t, client, prefix, cache.Kind{Follows: true})
		s := &shelf{parcel: parcel{Version: 1}}
		get(t, parcels, "1", s)
		get(t, parcels, "1", s)
		assert.EqualValues(t, 1, s.reads.Load())

		require.NoError(t, owners.tx.InTx(t.Context(), func(ctx context.Context) error {
			s.put(parcel{Version: 2})
			return owners.Deleted(ctx, "9")
		}))
		for version := range int64(3) {
			s.put(parcel{Version: version})
			assert.Equal(t, version, get(t, parcels, "1", s).Version)
		}
		require.Eventually(t, func() bool {
			before := s.reads.Load()
			get(t, parcels, "1", s)
			return s.reads.Load() == before
		}, 10*time.Second, 100*time.Millisecond, "the pause ends")
	})
}

func TestReplicasOfTwoReleasesDoNotReadEachOther(t *testing.T) {
	t.Parallel()
	type slimmer struct{ Name string }
	client, prefix := redistest.Client(t), redistest.Prefix()
	r := open(t, client, prefix, cache.Kind{})
	next := cache.New[slimmer](r.store, cache.Kind{Name: "parcel", Missing: missing})
	s := &shelf{parcel: parcel{Name: "old"}}
	get(t, r, "1", s)
	p, err := next.Get(t.Context(), "1", func(context.Context) (slimmer, error) { return slimmer{Name: "new"}, nil })
	require.NoError(t, err)
	assert.Equal(t, "new", p.Name)

	require.NoError(t, r.change(t.Context(), "1", func() {}))
	p, err = next.Get(t.Context(), "1", func(context.Context) (slimmer, error) { return slimmer{Name: "newer"}, nil })
	require.NoError(t, err)
	assert.Equal(t, "newer", p.Name, "a write of one release is seen by the other")
}

// gate stands between a client and Redis, and can be shut.
type gate struct {
	ctx      context.Context
	listener net.Listener
	server   string
	mutex    sync.Mutex
	shut     bool
	open     map[net.Conn]bool
	copying  sync.WaitGroup
}

func newGate(t *testing.T) *gate {
	t.Helper()
	options, err := redis.ParseURL(redistest.URL(t))
	require.NoError(t, err)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	g := &gate{ctx: context.WithoutCancel(t.Context()), listener: listener, server: options.Addr, open: map[net.Conn]bool{}}
	g.copying.Go(g.accept)
	t.Cleanup(func() {
		assert.NoError(t, listener.Close())
		g.set(true)
		g.copying.Wait()
	})
	return g
}

// set shuts the gate, which breaks its connections, or opens it.
func (g *gate) set(shut bool) {
	g.mutex.Lock()
	defer g.mutex.Unlock()
	g.shut = shut
	if shut {
		for conn := range g.open {
			_ = conn.Close()
		}
		clear(g.open)
	}
}

func (g *gate) accept() {
	for {
		in, err := g.listener.Accept()
		if err != nil {
			return
		}
		out, err := new(net.Dialer).DialContext(g.ctx, "tcp", g.server)
		g.mutex.Lock()
		if err != nil || g.shut {
			_ = in.Close()
			if err == nil {
				_ = out.Close()
			}
		} else {
			g.open[in], g.open[out] = true, true
			g.copying.Go(func() { pipe(in, out) })
			g.copying.Go(func() { pipe(out, in) })
		}
		g.mutex.Unlock()
	}
}

func pipe(to, from net.Conn) {
	_, _ = io.Copy(to, from)
	_ = to.Close()
	_ = from.Close()
}

// Two replicas write and read while Redis goes away and comes back, again and
// again. Nobody ever gets less than what was acknowledged before he asked.
func TestNoAnswerIsOlderThanAnAcknowledgedWriteWhileRedisComesAndGoes(t *testing.T) {
	t.Parallel()
	const ids = 4
	g := newGate(t)
	client := redistest.Open(t, redispool.Options{
		URL: "redis://" + g.listener.Addr().String(), Size: 16, Timeout: 500 * time.Millisecond,
	})
	prefix := redistest.Prefix()
	replicas := []replica{open(t, client, prefix, cache.Kind{}), open(t, client, prefix, cache.Kind{})}
	var stored, acknowledged [ids]atomic.Int64
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	var working sync.WaitGroup
	var stale, answers atomic.Int64
	for id := range ids {
		working.Go(func() {
			for n := int64(1); ctx.Err() == nil; n++ {
				err := replicas[n%2].change(context.WithoutCancel(ctx), strconv.Itoa(id), func() { stored[id].Store(n) })
				assert.NoError(t, err)
				acknowledged[id].Store(n)
				time.Sleep(time.Duration(id*7) * time.Millisecond)
			}
		})
		for _, r := range replicas {
			working.Go(func() {
				for ctx.Err() == nil {
					least := acknowledged[id].Load()
					p, err := r.Get(context.WithoutCancel(ctx), strconv.Itoa(id), func(context.Context) (parcel, error) {
						version := stored[id].Load()
						time.Sleep(time.Millisecond) // so that writes happen in between
						return parcel{Version: version}, nil
					})
					assert.NoError(t, err)
					answers.Add(1)
					if p.Version < least {
						stale.Add(1)
					}
				}
			})
		}
	}
	for shut := false; ctx.Err() == nil; shut = !shut {
		g.set(shut)
		select {
		case <-time.After(1700 * time.Millisecond):
		case <-ctx.Done():
		}
	}
	g.set(false)
	working.Wait()
	assert.Zero(t, stale.Load(), "of %d answers", answers.Load())
	counts := replicas[0].store.Counts()["parcel"]
	assert.Positive(t, counts.Passed, counts)
	assert.Positive(t, counts.Hits, counts)
}

func TestAnEntryFromBeforeAnAbsenceInWhichWasWrittenCountsForNothing(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	client := redistest.Open(t, redispool.Options{URL: "redis://" + g.listener.Addr().String(), Size: 4, Timeout: 500 * time.Millisecond})
	r := open(t, client, redistest.Prefix(), cache.Kind{})
	s := &shelf{parcel: parcel{Version: 1}}
	get(t, r, "1", s)
	g.set(true)
	require.NoError(t, r.change(t.Context(), "1", func() { s.put(parcel{Version: 2}) }))
	assert.EqualValues(t, 2, get(t, r, "1", s).Version)
	g.set(false)
	for range 100 {
		require.EqualValues(t, 2, get(t, r, "1", s).Version)
		time.Sleep(50 * time.Millisecond)
	}
	before := s.reads.Load()
	get(t, r, "1", s)
	assert.Equal(t, before, s.reads.Load(), "the cache is used again")
}

func TestAWriteThatIsGivenUpIsNotMade(t *testing.T) {
	t.Parallel()
	g := newGate(t)
	client := redistest.Open(t, redispool.Options{URL: "redis://" + g.listener.Addr().String(), Size: 4, Timeout: 500 * time.Millisecond})
	r := open(t, client, redistest.Prefix(), cache.Kind{})
	g.set(true)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	err := r.change(ctx, "1", func() { t.Error("written without a mark") })
	require.ErrorIs(t, err, context.DeadlineExceeded)
}
