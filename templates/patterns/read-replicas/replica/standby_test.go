package replica_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/testing/pgtest"
)

// patience is far more than replication takes on one machine.
const patience = 20 * time.Second

// numbers is a repository of a table with one number.
type numbers struct{ db *pgdb.DB }

func (n numbers) read(ctx context.Context) (int, error) {
	return pgdb.One(ctx, n.db, pgx.RowTo[int], "SELECT max(n) FROM numbers")
}

// cluster is a primary and a standby that follows it, with a way to cut the
// standby off.
type cluster struct {
	t       *testing.T
	primary *pgxpool.Pool
	standby *pgxpool.Pool
	link    *link
	set     *replica.Set
	on      replica.Repositories[numbers]
}

func newCluster(t *testing.T, options replica.Options) *cluster {
	t.Helper()
	server, primary := os.Getenv("TEST_STANDBY_URL"), os.Getenv("TEST_PRIMARY_URL")
	require.NotEmpty(t, server, "TEST_STANDBY_URL names a standby of TEST_PRIMARY_URL")
	t.Setenv(pgtest.URLVariable, primary)
	at, err := url.Parse(pgtest.Database(t))
	require.NoError(t, err)
	copied, err := url.Parse(server)
	require.NoError(t, err)
	copied.Path = at.Path
	c := &cluster{t: t, primary: pool(t, at.String()), standby: pool(t, copied.String()), link: newLink(t, copied.Host)}
	c.exec("CREATE TABLE numbers (n int)")
	c.write(t.Context(), 1)
	through := *copied
	through.Host = c.link.address
	options.URLs, options.Log, options.AcquireTimeout = through.String(), slog.New(slog.DiscardHandler), time.Second
	c.set, err = replica.Open(context.WithoutCancel(t.Context()), c.primary, options)
	require.NoError(t, err)
	watching := make(chan error, 1)
	go func() { watching <- c.set.Watch() }()
	t.Cleanup(func() {
		require.NoError(t, c.set.Close(context.Background()))
		require.NoError(t, <-watching)
	})
	open := func(db *pgdb.DB) numbers { return numbers{db} }
	c.on = replica.NewRepositories(c.set, open(pgdb.New(c.primary, time.Second)), open)
	c.until("the copy is well", func() bool { return c.set.Check(t.Context()) == nil })
	c.until("the copy holds the first number", func() bool {
		n, err := pgdb.One(t.Context(), pgdb.New(c.standby, time.Second), pgx.RowTo[int], "SELECT max(n) FROM numbers")
		return err == nil && n == 1
	})
	return c
}

func pool(t *testing.T, address string) *pgxpool.Pool {
	t.Helper()
	made, err := pgxpool.New(context.WithoutCancel(t.Context()), address)
	require.NoError(t, err)
	t.Cleanup(made.Close)
	return made
}

func (c *cluster) exec(statement string, args ...any) {
	c.t.Helper()
	_, err := c.primary.Exec(c.t.Context(), statement, args...)
	require.NoError(c.t, err)
}

// write stores the number and returns the place of the write.
func (c *cluster) write(ctx context.Context, n int) replica.Position {
	c.t.Helper()
	c.exec("INSERT INTO numbers VALUES ($1)", n)
	var place string
	require.NoError(c.t, c.primary.QueryRow(ctx, "SELECT pg_current_wal_insert_lsn()::text").Scan(&place))
	position, err := replica.ParsePosition(place)
	require.NoError(c.t, err)
	return position
}

func (c *cluster) read(ctx context.Context) int {
	c.t.Helper()
	n, err := replica.Read(ctx, c.on, func(from numbers) (int, error) { return from.read(ctx) })
	require.NoError(c.t, err)
	return n
}

// until waits for the condition, which must not end the test: the wait would not notice.
func (c *cluster) until(what string, holds func() bool) {
	c.t.Helper()
	require.Eventually(c.t, holds, patience, 5*time.Millisecond, what)
}

// pause keeps the standby from replaying what it receives. All tests of this
// file use one standby, so they do not run at the same time.
func (c *cluster) pause() (resume func()) {
	c.t.Helper()
	_, err := c.standby.Exec(c.t.Context(), "SELECT pg_wal_replay_pause()")
	require.NoError(c.t, err)
	c.until("the standby pauses", func() bool {
		var state string
		err := c.standby.QueryRow(c.t.Context(), "SELECT pg_get_wal_replay_pause_state()").Scan(&state)
		return err == nil && state == "paused"
	})
	resume = sync.OnceFunc(func() {
		_, err := c.standby.Exec(context.Background(), "SELECT pg_wal_replay_resume()")
		require.NoError(c.t, err)
	})
	c.t.Cleanup(resume)
	return resume
}

func (c *cluster) reads() (fromCopy, fromPrimary uint64) {
	state := c.set.State()
	return state.Endpoints[0].Reads, state.FromPrimary
}

func TestReadsGoWhereTheirContextAllows(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Hour, Wait: 50 * time.Millisecond})
	anywhere := replica.Allow(t.Context(), 0)
	resume := c.pause()
	place := c.write(t.Context(), 2)

	assert.Equal(t, 2, c.read(t.Context()), "nobody allowed a copy")
	assert.Equal(t, 2, c.read(replica.Primary(anywhere)))
	assert.Equal(t, 2, c.read(pgdb.Latest(anywhere)), "what wants the latest")
	assert.Equal(t, 1, c.read(anywhere), "the copy is behind")
	copied, primary := c.reads()
	assert.Equal(t, 2, c.read(replica.Allow(t.Context(), place)), "the primary holds what the copy does not yet")
	_, after := c.reads()
	assert.Equal(t, primary+1, after)
	require.NoError(t, pgdb.New(c.primary, time.Second).InTx(anywhere, func(ctx context.Context) error {
		assert.Equal(t, 2, c.read(ctx), "transactions read from the primary")
		return nil
	}))

	resume()
	c.until("the copy holds the second number", func() bool { return c.read(anywhere) == 2 })
	assert.Equal(t, 2, c.read(replica.Allow(t.Context(), place)))
	now, _ := c.reads()
	assert.Greater(t, now, copied)
}

func TestAReadWaitsForACopyThatIsAlmostThere(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Hour, Wait: patience})
	resume := c.pause()
	place := c.write(t.Context(), 2)
	_, before := c.reads()
	found := make(chan int, 1)
	go func() { found <- c.read(replica.Allow(t.Context(), place)) }()
	select {
	case <-found:
		require.Fail(t, "it did not wait")
	case <-time.After(100 * time.Millisecond):
	}
	resume()
	assert.Equal(t, 2, <-found)
	_, after := c.reads()
	assert.Equal(t, before, after, "the copy answered")
}

func TestACopyThatIsTooOldIsLeftAlone(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Second})
	resume := c.pause()
	c.write(t.Context(), 2)
	c.until("the copy is too old", func() bool { return c.set.Check(t.Context()) != nil })
	assert.Equal(t, 2, c.read(replica.Allow(t.Context(), 0)))
	assert.Greater(t, c.set.State().Endpoints[0].Lag, time.Second)
	resume()
	c.until("the copy is back", func() bool { return c.set.Check(t.Context()) == nil })
}

func TestThePrimaryAnswersForACopyThatIsAway(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Hour})
	anywhere := replica.Allow(t.Context(), 0)
	c.link.cut()
	for range 3 {
		assert.Equal(t, 1, c.read(anywhere), "no read fails")
	}
	require.Error(t, c.set.Check(t.Context()))
	c.link.mend()
	c.until("the copy is back", func() bool { return c.set.Check(t.Context()) == nil })
	before, _ := c.reads()
	assert.Equal(t, 1, c.read(anywhere))
	after, _ := c.reads()
	assert.Equal(t, before+1, after)

	failure := fault.New(fault.NotFound, "not_found", "It is not there.")
	_, err := replica.Read(anywhere, c.on, func(numbers) (int, error) { return 0, failure })
	assert.ErrorIs(t, err, failure, "what the copy knows is not asked again")
}

func TestAnswersToWritesSayWhatReadsCanWaitFor(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Hour, Wait: patience})
	handler := c.set.Middleware(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			c.exec("INSERT INTO numbers SELECT max(n) + 1 FROM numbers")
			w.WriteHeader(http.StatusCreated)
			return
		}
		_, _ = io.WriteString(w, string(rune('0'+c.read(r.Context()))))
	}))
	send := func(method, place string) *httptest.ResponseRecorder {
		request := httptest.NewRequestWithContext(t.Context(), method, "/", nil)
		if place != "" {
			request.Header.Set(replica.Header, place)
		}
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		return recorder
	}
	for expected := 2; expected < 9; expected++ {
		place := send(http.MethodPost, "").Header().Get(replica.Header)
		require.NotEmpty(t, place)
		assert.Equal(t, string(rune('0'+expected)), send(http.MethodGet, place).Body.String())
	}
	_, primary := c.reads()
	assert.Zero(t, primary, "the copy answered all of them")
	assert.Equal(t, http.StatusBadRequest, send(http.MethodGet, "yesterday").Code)
	assert.Equal(t, http.StatusBadRequest, send(http.MethodGet, " ").Code, "an empty place is none")
}

func TestCallsThatWriteSayWhatCallsThatReadCanWaitFor(t *testing.T) {
	c := newCluster(t, replica.Options{MaxLag: time.Hour, Wait: patience})
	found := 0
	conn := numbered(t, c.set, func(ctx context.Context, method string) error {
		if method == "CreateNumber" {
			c.exec("INSERT INTO numbers SELECT max(n) + 1 FROM numbers")
			return nil
		}
		found = c.read(ctx)
		return nil
	})
	for expected := 2; expected < 9; expected++ {
		places, err := callNumber(t, conn, "CreateNumber")
		require.ErrorIs(t, err, io.EOF)
		_, err = callNumber(t, conn, "GetNumber", places...)
		require.ErrorIs(t, err, io.EOF)
		assert.Equal(t, expected, found)
	}
	_, primary := c.reads()
	assert.Zero(t, primary, "the copy answered all of them")
}

// link passes connections on to an address until it is cut.
type link struct {
	t       *testing.T
	address string
	target  string
	lock    sync.Mutex
	open    bool
	pairs   []net.Conn
}

func newLink(t *testing.T, target string) *link {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	require.NoError(t, err)
	l := &link{t: t, address: listener.Addr().String(), target: target, open: true}
	var accepting sync.WaitGroup
	accepting.Go(func() {
		for {
			conn, err := listener.Accept()
			if errors.Is(err, net.ErrClosed) {
				return
			}
			if err == nil {
				l.pass(conn)
			}
		}
	})
	t.Cleanup(func() {
		require.NoError(t, listener.Close())
		accepting.Wait()
		l.cut()
	})
	return l
}

func (l *link) pass(conn net.Conn) {
	l.lock.Lock()
	defer l.lock.Unlock()
	onward, err := (&net.Dialer{}).Dial("tcp", l.target)
	if err != nil || !l.open {
		_ = conn.Close()
		return
	}
	l.pairs = append(l.pairs, conn, onward)
	for _, way := range [][2]net.Conn{{conn, onward}, {onward, conn}} {
		go func() {
			_, _ = io.Copy(way[0], way[1])
			_ = way[0].Close()
			_ = way[1].Close()
		}()
	}
}

func (l *link) cut() {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.open = false
	for _, conn := range l.pairs {
		_ = conn.Close()
	}
	l.pairs = nil
}

func (l *link) mend() {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.open = true
}
