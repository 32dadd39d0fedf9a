package outbox_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/nats-io/nats.go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/nats/natstest"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

const (
	patience = 20 * time.Second
	topic    = "shop.order"
)

func TestMain(m *testing.M) { fixture.Main(m) }

// shop is a service of the test's own: a database and a broker with its streams.
type shop struct {
	url      string
	pool     *pgxpool.Pool
	db       *pgdb.DB
	broker   *natsmq.Broker
	prefix   string
	recorder *outbox.Recorder
}

// open makes a shop. Tests of the outbox want one of their own each: one process
// a database publishes.
func open(t *testing.T) *shop {
	t.Helper()
	s := &shop{prefix: natstest.Prefix(t)}
	s.db, s.url = fixture.Alone(t)
	config, err := pgxpool.ParseConfig(s.url)
	require.NoError(t, err)
	// As DATABASE_STATEMENT_CACHE=0 has it; the other pool prepares statements.
	config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	s.pool, err = pgxpool.NewWithConfig(context.WithoutCancel(t.Context()), config)
	require.NoError(t, err)
	t.Cleanup(s.pool.Close)
	s.recorder = outbox.NewRecorder(s.db)
	s.broker, err = natsmq.Open(natsmq.Options{
		URL: natstest.URL(t), Service: "shop", Prefix: s.prefix, Replicas: 1, Retention: time.Hour,
		Timeout: 5 * time.Second, AckWait: time.Second, HandleTimeout: patience, Attempts: 3, Log: fixture.Log,
	})
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- s.broker.Run() }()
	t.Cleanup(func() {
		ctx := context.WithoutCancel(t.Context())
		assert.NoError(t, s.broker.Stop(ctx))
		assert.NoError(t, s.broker.Close(ctx))
		assert.NoError(t, <-ended)
	})
	require.EventuallyWithT(t, func(c *assert.CollectT) { assert.NoError(c, s.broker.Check(t.Context())) }, patience, 10*time.Millisecond)
	return s
}

// relay runs a relay to the publisher for the length of the test, or until its
// result is called.
func (s *shop) relay(t *testing.T, publisher mq.Publisher) (*outbox.Relay, func()) {
	t.Helper()
	r := outbox.NewRelay(s.pool, publisher, outbox.Options{
		Source: "shop", Interval: 5 * time.Millisecond, Retention: time.Hour, Log: fixture.Log,
	})
	ended := make(chan error, 1)
	go func() { ended <- r.Run() }()
	stop := sync.OnceFunc(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
		defer cancel()
		assert.NoError(t, r.Stop(ctx))
		assert.NoError(t, <-ended)
	})
	t.Cleanup(stop)
	return r, stop
}

// record records an event of the key in a transaction of its own.
func (s *shop) record(ctx context.Context, key string, body any) error {
	return s.db.InTx(ctx, func(ctx context.Context) error {
		return s.recorder.Record(ctx, outbox.Event{Topic: topic, Key: key, Type: "order.noted.v1", Body: body})
	})
}

func (s *shop) count(t *testing.T, condition string) int {
	t.Helper()
	n, err := pgdb.One(t.Context(), s.db, pgx.RowTo[int], "SELECT count(*) FROM outbox WHERE "+condition)
	require.NoError(t, err)
	return n
}

func (s *shop) awaitSent(t *testing.T, n int) {
	t.Helper()
	require.Eventually(t, func() bool { return s.count(t, "sent_at IS NOT NULL") == n }, patience, 5*time.Millisecond)
}

// stored are the messages in the stream, in their order.
func (s *shop) stored(t *testing.T) []*nats.Msg {
	t.Helper()
	stream, err := natstest.JetStream(t).Stream(t.Context(), s.prefix+"-shop")
	require.NoError(t, err)
	info, err := stream.Info(t.Context())
	require.NoError(t, err)
	var found []*nats.Msg
	for n := range info.State.Msgs {
		message, err := stream.GetMsg(t.Context(), n+1)
		require.NoError(t, err)
		found = append(found, &nats.Msg{Subject: message.Subject, Header: message.Header, Data: message.Data})
	}
	return found
}

// unreliable fails before or after it has published, as often as it is told to.
type unreliable struct {
	mq.Publisher

	before, after atomic.Int64
}

var errAway = errors.New("the broker is away")

func (u *unreliable) Publish(ctx context.Context, message mq.Message) error {
	if u.before.Add(-1) >= 0 {
		return errAway
	}
	if err := u.Publisher.Publish(ctx, message); err != nil {
		return err
	}
	if u.after.Add(-1) >= 0 {
		return errAway
	}
	return nil
}

func TestOnlyWhatIsCommittedIsPublished(t *testing.T) {
	t.Parallel()
	s := open(t)
	undone := errors.New("changed my mind")
	require.ErrorIs(t, s.db.InTx(t.Context(), func(ctx context.Context) error {
		require.NoError(t, s.recorder.Record(ctx, outbox.Event{Topic: topic, Key: "a", Type: "order.noted.v1", Body: 1}))
		return undone
	}), undone)
	require.Error(t, s.recorder.Record(t.Context(), outbox.Event{Topic: topic, Key: "a", Type: "order.noted.v1", Body: 1}), "no transaction")
	tx := outbox.NewTransactor(s.db, s.db)
	ctx := requestinfo.With(t.Context(), &requestinfo.Info{ID: "r-1", TraceID: "0af7651916cd43dd8448eb211c80319c"})
	require.NoError(t, tx.InTx(ctx, func(ctx context.Context) error {
		return tx.InTx(ctx, func(ctx context.Context) error {
			return s.recorder.Record(ctx, outbox.Event{Topic: topic, Key: "a", Type: "order.noted.v1", Body: map[string]int{"n": 2}})
		})
	}))
	s.db = pgdb.New(s.pool, patience)
	s.recorder = outbox.NewRecorder(s.db)
	require.NoError(t, s.record(t.Context(), "a", 3))
	s.relay(t, s.broker)
	s.awaitSent(t, 2)

	messages := s.stored(t)
	require.Len(t, messages, 2)
	header := func(name string) string { return strings.Join(messages[0].Header[name], ",") }
	assert.JSONEq(t, `{"n":2}`, string(messages[0].Data))
	assert.Equal(t, "r-1", header(mq.RequestID))
	assert.Regexp(t, "^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$", header(mq.Traceparent))
	assert.Equal(t, "order.noted.v1", header(mq.Type))
	assert.Equal(t, "/shop", header("ce-source"))
	assert.Equal(t, "a", header("ce-subject"))
	assert.Equal(t, header(nats.MsgIdHdr), header("ce-id"))
	at, err := time.Parse(time.RFC3339Nano, header("ce-time"))
	require.NoError(t, err)
	assert.WithinDuration(t, time.Now(), at, time.Minute)
	assert.Empty(t, messages[1].Header[mq.RequestID], "another transaction is of another request")
}

// The publisher fails before and after it has published, again and again, and the
// process that publishes changes.
func TestEventsOfAKeyKeepTheirOrderWhateverFails(t *testing.T) {
	t.Parallel()
	const keys, each = 10, 60
	s := open(t)
	publisher := &unreliable{Publisher: s.broker}
	first, stop := s.relay(t, publisher)
	require.Eventually(t, func() bool { return first.State().Leads }, patience, time.Millisecond)
	second, _ := s.relay(t, publisher)
	for n := range each {
		for key := range keys {
			require.NoError(t, s.record(t.Context(), strconv.Itoa(key), n))
		}
		switch n % 10 {
		case 3:
			publisher.before.Store(5)
		case 7:
			publisher.after.Store(5)
		}
		if n == each/2 {
			assert.False(t, second.State().Leads, "one publishes at a time")
			stop()
		}
	}
	s.awaitSent(t, keys*each)
	assert.True(t, second.State().Leads, "the other one has taken over")

	found := map[string][]int{}
	for _, message := range s.stored(t) {
		var n int
		require.NoError(t, json.Unmarshal(message.Data, &n))
		key := message.Header.Get("ce-subject")
		found[key] = append(found[key], n)
	}
	assert.Len(t, found, keys)
	for key, order := range found {
		assert.Len(t, order, each, key)
		assert.True(t, slices.IsSorted(order), "%s: %v", key, order)
	}
}

// A connection that ends between publishing and marking leaves events that are
// published again.
func TestWhatWasNotMarkedIsPublishedAgain(t *testing.T) {
	t.Parallel()
	s := open(t)
	var published atomic.Int64
	r, _ := s.relay(t, publisherFunc(func(ctx context.Context, message mq.Message) error {
		if err := s.broker.Publish(ctx, message); err != nil {
			return err
		}
		if published.Add(1) == 1 {
			_, err := pgdb.Exec(ctx, s.db, `
				SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (
					SELECT oid FROM pg_database WHERE datname = current_database()
				)`)
			return err
		}
		return nil
	}))
	require.NoError(t, s.record(t.Context(), "a", 1))
	s.awaitSent(t, 1)
	assert.EqualValues(t, 2, published.Load())
	assert.Len(t, s.stored(t), 1, "the server knows it again")
	assert.Equal(t, 2, r.State().Sent)
}

type publisherFunc func(context.Context, mq.Message) error

func (f publisherFunc) Publish(ctx context.Context, message mq.Message) error { return f(ctx, message) }

func TestWhatTheBrokerRefusesHoldsUpNobody(t *testing.T) {
	t.Parallel()
	s := open(t)
	require.NoError(t, s.record(t.Context(), "a", strings.Repeat("x", 2<<20)))
	require.NoError(t, s.record(t.Context(), "a", 2))
	r, _ := s.relay(t, s.broker)
	s.awaitSent(t, 1)
	require.Eventually(t, func() bool { return s.count(t, "failure LIKE '%refuses%'") == 1 }, patience, 5*time.Millisecond)
	require.Eventually(t, func() bool { return r.State().Refused == 1 }, patience, time.Millisecond)
	require.ErrorContains(t, r.Check(t.Context()), "1 events were refused")
	assert.Zero(t, r.State().Waiting)
}

func TestStopPublishesWhatWaits(t *testing.T) {
	t.Parallel()
	s := open(t)
	publisher := &unreliable{Publisher: s.broker}
	publisher.before.Store(1 << 20)
	r, stop := s.relay(t, publisher)
	require.Eventually(t, func() bool { return r.State().Leads }, patience, time.Millisecond)
	for n := range 1200 {
		require.NoError(t, s.record(t.Context(), strconv.Itoa(n%7), n))
	}
	require.Eventually(t, func() bool { return r.State().Failed > 0 }, patience, time.Millisecond)
	publisher.before.Store(0)
	stop()
	assert.Zero(t, s.count(t, "sent_at IS NULL"))

	require.NoError(t, outbox.NewRelay(s.pool, s.broker, outbox.Options{Log: fixture.Log}).Stop(t.Context()), "one that never ran")
}

func TestOldEventsAreDeletedAndLateOnesTold(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, at := range []string{"sent_at", "recorded_at"} {
		_, err := pgdb.Exec(t.Context(), s.db, fmt.Sprintf(`
			INSERT INTO outbox (topic, key, type, header, body, %s)
			SELECT 'shop.order', n::text, 'order.noted.v1', '{}', '1', now() - interval '2 hours' FROM generate_series(1, 20) AS n`, at))
		require.NoError(t, err)
	}
	r, _ := s.relay(t, publisherFunc(func(context.Context, mq.Message) error { return errAway }))
	require.Eventually(t, func() bool { return s.count(t, "sent_at IS NOT NULL") == 0 }, patience, 5*time.Millisecond)
	require.Eventually(t, func() bool { return r.State().Waiting == 20 }, patience, 5*time.Millisecond)
	require.ErrorContains(t, r.Check(t.Context()), "an event has waited for 2h0m")
}

// The trigger of a table records every change, whoever makes it.
func TestChangesOfATableAreRecorded(t *testing.T) {
	t.Parallel()
	s := open(t)
	do := func(statement string, args ...any) {
		t.Helper()
		_, err := s.pool.Exec(t.Context(), statement, args...)
		require.NoError(t, err)
	}
	do(`CREATE TABLE things (
		id uuid PRIMARY KEY, version bigint NOT NULL DEFAULT 1, deleted_at timestamptz,
		price numeric(30, 2), plain numeric, seen timestamptz, day date, size bigint, words text[]
	)`)
	do("CREATE TRIGGER things_changes AFTER INSERT OR UPDATE OR DELETE ON things FOR EACH ROW EXECUTE FUNCTION record_change('shop.thing', 'thing', 'price', 'plain')")
	first, second := uuid.New(), uuid.New()
	_, err := s.pool.CopyFrom(t.Context(), pgx.Identifier{"things"}, []string{"id"}, pgx.CopyFromRows([][]any{{first}, {second}}))
	require.NoError(t, err)
	do(`
		UPDATE things SET version = 2, price = 12345678901234567890123456.5, plain = 0.10, size = 9007199254740993,
			seen = '2024-02-29 12:00:00.000001+02', day = '2024-02-29', words = '{"a \"b\"",c}'
		WHERE id = $1`, first)
	do("UPDATE things SET version = 3, deleted_at = now() WHERE id = $1", first)
	do("UPDATE things SET version = 4 WHERE id = $1", first)
	do("DELETE FROM things")

	type change struct {
		Key  string
		Type string
		Body []byte
	}
	changes, err := pgdb.All(t.Context(), s.db, pgx.RowToStructByPos[change], "SELECT key, type, body FROM outbox WHERE topic = 'shop.thing' ORDER BY sequence")
	require.NoError(t, err)
	var found []string
	for _, c := range changes {
		found = append(found, strings.Replace(strings.Replace(c.Key, first.String(), "first", 1), second.String(), "second", 1)+" "+c.Type)
	}
	assert.Equal(t, []string{
		"first thing.created.v1", "second thing.created.v1", "first thing.updated.v1", "first thing.deleted.v1", "second thing.deleted.v1",
	}, found)
	assert.JSONEq(t, fmt.Sprintf(`{
		"id": %q, "version": 2, "deleted_at": null, "price": "12345678901234567890123456.50", "plain": "0.10",
		"seen": "2024-02-29T10:00:00.000001+00:00", "day": "2024-02-29", "size": 9007199254740993, "words": ["a \"b\"", "c"]
	}`, first), string(changes[2].Body))
	assert.Contains(t, string(changes[2].Body), "9007199254740993")
	assert.Contains(t, string(changes[4].Body), `"version": 2`, "a row that is deleted by hand")
}

func TestAnIndexServesEveryStatement(t *testing.T) {
	t.Parallel()
	s := open(t)
	_, err := pgdb.Exec(t.Context(), s.db, `
		INSERT INTO outbox (topic, key, type, header, body, sent_at)
		SELECT 'shop.order', n::text, 'order.noted.v1', '{}', '1', now() - interval '1 minute' FROM generate_series(1, $1) AS n`, 5*pgplan.Spare)
	require.NoError(t, err)
	for n := range 5 {
		require.NoError(t, s.record(t.Context(), uuid.NewString(), n))
	}
	pool, noted := pgplan.Open(t, s.url)
	other := s.pool
	s.pool = pool
	r, stop := s.relay(t, s.broker)
	require.Eventually(t, func() bool { return r.State().Sent == 5 }, patience, time.Millisecond)
	stop()
	noted.RequireIndexes(t, "publishing")

	s.pool = other
	leader, _ := s.relay(t, publisherFunc(func(context.Context, mq.Message) error { return errAway }))
	require.Eventually(t, func() bool { return leader.State().Leads }, patience, time.Millisecond)
	require.NoError(t, s.record(t.Context(), "a", 1))
	noted.Forget()
	s.pool = pool
	watching, _ := s.relay(t, s.broker)
	require.Eventually(t, func() bool { return watching.State().Waiting == 1 }, patience, time.Millisecond)
	noted.RequireIndexes(t, "measuring")
}
