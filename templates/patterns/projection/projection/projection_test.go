package projection_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/nats/natstest"
	mux "goldenpath.dev/patterns/net-http/router"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

const patience = 30 * time.Second

func TestMain(m *testing.M) { fixture.Main(m) }

// parcels are what tests count.
var parcels = projection.Resource{
	Name: "parcels", Topic: "shop.parcel", Table: "counted_parcels",
	Values: []string{"kind", "ready"}, References: []string{"parent_id"},
}

// createParcels is their table, whose changes are recorded as those of resources are.
var createParcels = []string{
	`CREATE TABLE counted_parcels (
		id uuid PRIMARY KEY, version bigint NOT NULL DEFAULT 1, deleted_at timestamptz,
		kind text NOT NULL, ready boolean NOT NULL DEFAULT true, parent_id uuid
	)`,
	"CREATE INDEX counted_parcels_parent_id ON counted_parcels (parent_id)",
	`CREATE TRIGGER counted_parcels_changes AFTER INSERT OR UPDATE OR DELETE ON counted_parcels FOR EACH ROW
		EXECUTE FUNCTION record_change('shop.parcel', 'parcel')`,
}

// open makes a database with a table of parcels.
func open(t *testing.T) (*pgdb.DB, string) {
	t.Helper()
	db, url := fixture.Alone(t)
	for _, statement := range createParcels {
		_, err := pgdb.Exec(t.Context(), db, statement)
		require.NoError(t, err)
	}
	return db, url
}

func newProjection(db *pgdb.DB) (*projection.Projection, mq.Handler) {
	p := projection.New(db, db, inbox.New(db, db, time.Hour), projection.Options{Retention: time.Hour, Log: fixture.Log})
	return p, p.Add(parcels)
}

// run runs a projection for the length of the test, or until its result is called.
func run(t *testing.T, p *projection.Projection) func() {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- p.Run() }()
	var stopped atomic.Bool
	stop := func() {
		if stopped.Swap(true) {
			return
		}
		assert.NoError(t, p.Stop(context.WithoutCancel(t.Context())))
		assert.NoError(t, <-ended)
	}
	t.Cleanup(stop)
	return stop
}

// awaitBuilt waits until nothing is being built.
func awaitBuilt(t *testing.T, db *pgdb.DB) {
	t.Helper()
	require.Eventually(t, func() bool {
		builds, err := projection.Builds(t.Context(), db)
		return err == nil && len(builds) == 1 && builds[0].State == "current"
	}, patience, 5*time.Millisecond)
}

func insert(ctx context.Context, db *pgdb.DB, id uuid.UUID, kind string, parent *uuid.UUID) error {
	_, err := pgdb.Exec(ctx, db, "INSERT INTO counted_parcels (id, kind, parent_id) VALUES ($1, $2, $3)", id, kind, parent)
	return err
}

// event is a message about a row.
func event(t *testing.T, id uuid.UUID, version int, kind string, deleted bool) mq.Message {
	t.Helper()
	row := map[string]any{"id": id, "version": version, "kind": kind, "ready": true, "parent_id": nil, "deleted_at": nil}
	if deleted {
		row["deleted_at"] = time.Now()
	}
	body, err := json.Marshal(row)
	require.NoError(t, err)
	return mq.Message{ID: uuid.NewString(), Key: id.String(), Topic: parcels.Topic, Body: body}
}

func kinds(t *testing.T, p *projection.Projection) map[string]int64 {
	t.Helper()
	counts, err := p.Counts(t.Context())
	require.NoError(t, err)
	found := map[string]int64{"": counts[0].Count}
	for _, one := range counts[0].Fields[0].Values {
		found[one.Value] = one.Count
	}
	return found
}

func TestNothingIsShownBeforeItIsBuilt(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	p, handler := newProjection(db)
	require.NoError(t, handler.Handle(t.Context(), event(t, uuid.New(), 1, "small", false)), "it will be in the table")
	_, err := p.Counts(t.Context())
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	parent, err := uuid.NewV7()
	require.NoError(t, err)
	require.NoError(t, insert(t.Context(), db, parent, "small", nil))
	for range 1100 { // more than two batches
		require.NoError(t, insert(t.Context(), db, uuid.New(), "large", &parent))
	}
	run(t, p)
	awaitBuilt(t, db)
	assert.Equal(t, map[string]int64{"": 1101, "small": 1, "large": 1100}, kinds(t, p))
	references, err := p.References(t.Context(), parent)
	require.NoError(t, err)
	assert.Equal(t, []projection.ReferenceCount{{Resource: "parcels", Field: "parent_id", Count: 1100}}, references)
	references, err = p.References(t.Context(), uuid.New())
	require.NoError(t, err)
	assert.Empty(t, references)
}

func TestWhatIsOlderOrComesAgainChangesNothing(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	p, handler := newProjection(db)
	run(t, p)
	awaitBuilt(t, db)
	id, other := uuid.New(), uuid.New()
	second := event(t, id, 2, "large", false)
	for _, message := range []mq.Message{
		second, second,
		event(t, id, 1, "small", false), event(t, id, 2, "small", false),
		event(t, other, 2, "small", true), event(t, other, 1, "small", false),
	} {
		require.NoError(t, handler.Handle(t.Context(), message))
	}
	assert.Equal(t, map[string]int64{"": 1, "large": 1}, kinds(t, p))
	require.NoError(t, handler.Handle(t.Context(), event(t, id, 3, "small", false)))
	assert.Equal(t, map[string]int64{"": 1, "small": 1}, kinds(t, p))
	require.NoError(t, handler.Handle(t.Context(), event(t, id, 4, "small", true)))
	assert.Equal(t, map[string]int64{"": 0}, kinds(t, p))
	for _, body := range []string{`{`, `{}`, `{"id": "` + id.String() + `", "version": 0}`} {
		err := handler.Handle(t.Context(), mq.Message{ID: uuid.NewString(), Body: []byte(body)})
		assert.True(t, mq.IsPermanent(err), body)
	}
}

func TestWhatWasBuiltBeforeIsShownMeanwhile(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	p, handler := newProjection(db)
	stop := run(t, p)
	awaitBuilt(t, db)
	id := uuid.New()
	require.NoError(t, handler.Handle(t.Context(), event(t, id, 1, "large", false)))
	stop()
	require.NoError(t, projection.Rebuild(t.Context(), db))
	require.ErrorContains(t, projection.Rebuild(t.Context(), db), "already")
	require.NoError(t, handler.Handle(t.Context(), event(t, uuid.New(), 1, "small", false)))
	assert.Equal(t, map[string]int64{"": 2, "small": 1, "large": 1}, kinds(t, p), "the one that is shown is fed")
	again, _ := newProjection(db)
	run(t, again)
	awaitBuilt(t, db)
	assert.Equal(t, map[string]int64{"": 1, "small": 1}, kinds(t, again), "the table has no row; the event was for both")
}

func TestOldDeletionsAreForgotten(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	p, handler := newProjection(db)
	run(t, p)
	awaitBuilt(t, db)
	for range 3 {
		require.NoError(t, handler.Handle(t.Context(), event(t, uuid.New(), 1, "small", true)))
	}
	_, err := pgdb.Exec(t.Context(), db, "UPDATE projected SET applied_at = now() - interval '2 hours'")
	require.NoError(t, err)
	require.Eventually(t, func() bool {
		left, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM projected")
		return err == nil && left == 0
	}, patience, 5*time.Millisecond)
}

func TestTheLagIsTheAgeOfWhatIsNotHandled(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	before, _ := newProjection(db)
	stop := run(t, before)
	awaitBuilt(t, db)
	stop() // nobody looks while the times are set back
	require.NoError(t, insert(t.Context(), db, uuid.New(), "small", nil))
	_, err := pgdb.Exec(t.Context(), db, "UPDATE projections SET begun_at = now() - interval '2 hours'")
	require.NoError(t, err)
	_, err = pgdb.Exec(t.Context(), db, "UPDATE outbox SET recorded_at = now() - interval '90 minutes'")
	require.NoError(t, err)
	p, handler := newProjection(db)
	run(t, p)
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		assert.InDelta(c, 90*60, p.State().Lag.Seconds(), 60)
		assert.ErrorContains(c, p.Check(t.Context()), "has not been counted for 1h30m")
	}, patience, 10*time.Millisecond)
	type recorded struct {
		ID   string
		Body []byte
	}
	one, err := pgdb.One(t.Context(), db, pgx.RowToStructByPos[recorded], "SELECT id::text, body FROM outbox")
	require.NoError(t, err)
	require.NoError(t, handler.Handle(t.Context(), mq.Message{ID: one.ID, Body: one.Body}))
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		assert.Zero(c, p.State().Lag)
		assert.NoError(c, p.Check(t.Context()))
	}, patience, 10*time.Millisecond)
}

func TestCountsAreServed(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	p, handler := newProjection(db)
	run(t, p)
	awaitBuilt(t, db)
	require.NoError(t, handler.Handle(t.Context(), event(t, uuid.New(), 1, "large", false)))
	router := mux.New(p.Routes(), nil)
	for path, expected := range map[string]string{
		"/api/v1/counts": `{"items": [{"resource": "parcels", "count": 1, "fields": [
			{"name": "kind", "values": [{"value": "large", "count": 1}]}, {"name": "ready", "values": [{"value": "true", "count": 1}]}]}]}`,
		"/api/v1/counts/" + uuid.NewString(): `{"items": []}`,
	} {
		recorder := httptest.NewRecorder()
		router.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		assert.Equal(t, http.StatusOK, recorder.Code)
		assert.JSONEq(t, expected, recorder.Body.String())
	}
	for _, path := range []string{"/api/v1/counts?x=1", "/api/v1/counts/x"} {
		recorder := httptest.NewRecorder()
		router.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		assert.Equal(t, http.StatusBadRequest, recorder.Code, path)
	}
}

// Rows change all the time, in a service of two processes, while the projection is
// built again and again and processes that build it are stopped at any moment: what
// it counts at the end is what the table holds.
func TestItEqualsTheTableAtTheEnd(t *testing.T) {
	t.Parallel()
	db, url := open(t)
	pool, err := pgxpool.New(t.Context(), url)
	require.NoError(t, err)
	t.Cleanup(pool.Close)
	prefix := natstest.Prefix(t)
	for range 2 {
		broker := startBroker(t, prefix)
		_, handler := newProjection(pgdb.New(pool, patience))
		served := make(chan error, 1)
		go func() { served <- broker.Serve([]mq.Handler{handler})() }()
		t.Cleanup(func() {
			ctx := context.WithoutCancel(t.Context())
			assert.NoError(t, broker.Stop(ctx))
			assert.NoError(t, <-served)
			assert.NoError(t, broker.Close(ctx))
		})
		relay := outbox.NewRelay(pool, broker, outbox.Options{Source: "shop", Interval: 5 * time.Millisecond, Retention: time.Hour, Log: fixture.Log})
		relayed := make(chan error, 1)
		go func() { relayed <- relay.Run() }()
		t.Cleanup(func() {
			assert.NoError(t, relay.Stop(context.WithoutCancel(t.Context())))
			assert.NoError(t, <-relayed)
		})
	}

	var writers errgroup.Group
	var writing atomic.Bool
	writing.Store(true)
	for n := range 4 {
		writers.Go(func() error { return write(t.Context(), pgdb.New(pool, patience), n, 400) })
	}
	rebuilt := 0
	for round := 0; writing.Load(); round++ {
		p, _ := newProjection(pgdb.New(pool, patience))
		stop := run(t, p)
		if projection.Rebuild(t.Context(), db) == nil {
			rebuilt++
		}
		if round == 0 {
			go func() { _ = writers.Wait(); writing.Store(false) }()
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // as a process that ends gives up what it is at
		if round%2 == 0 {
			assert.Error(t, p.Stop(ctx))
		}
		stop()
	}
	require.NoError(t, writers.Wait())
	assert.Positive(t, rebuilt)

	p, _ := newProjection(db)
	run(t, p)
	awaitBuilt(t, db)
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		waiting, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM outbox WHERE id::text NOT IN (SELECT message_id FROM inbox WHERE consumer = 'projection')")
		assert.NoError(c, err)
		assert.Zero(c, waiting)
	}, 2*patience, 10*time.Millisecond)
	requireEqual(t, db)
	require.NoError(t, projection.Rebuild(t.Context(), db))
	awaitBuilt(t, db)
	requireEqual(t, db)
}

func startBroker(t *testing.T, prefix string) *natsmq.Broker {
	t.Helper()
	broker, err := natsmq.Open(natsmq.Options{
		URL: natstest.URL(t), Service: "shop", Prefix: prefix, Replicas: 1, Retention: time.Hour,
		Timeout: 5 * time.Second, AckWait: time.Second, HandleTimeout: patience, Attempts: 5, Backoff: time.Millisecond, Log: fixture.Log,
	})
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() { ended <- broker.Run() }()
	t.Cleanup(func() { assert.NoError(t, <-ended) })
	require.EventuallyWithT(t, func(c *assert.CollectT) { assert.NoError(c, broker.Check(t.Context())) }, patience, 10*time.Millisecond)
	return broker
}

// write creates, changes, clears and deletes rows.
func write(ctx context.Context, db *pgdb.DB, writer, changes int) error {
	random := rand.New(rand.NewPCG(uint64(writer), 1))
	var rows []uuid.UUID
	for range changes {
		if len(rows) == 0 || random.IntN(3) == 0 {
			id, err := uuid.NewV7()
			if err != nil {
				return err
			}
			var parent *uuid.UUID
			if len(rows) > 0 {
				parent = &rows[random.IntN(len(rows))]
			}
			if err := insert(ctx, db, id, "small", parent); err != nil {
				return err
			}
			rows = append(rows, id)
			continue
		}
		change := []string{
			"UPDATE counted_parcels SET kind = 'large', version = version + 1 WHERE id = $1",
			"UPDATE counted_parcels SET ready = NOT ready, version = version + 1 WHERE id = $1",
			"UPDATE counted_parcels SET parent_id = NULL, version = version + 1 WHERE id = $1",
			`UPDATE counted_parcels SET deleted_at = now(), version = version + 1 WHERE id = $1
				AND NOT EXISTS (SELECT FROM counted_parcels AS child WHERE child.parent_id = $1)`,
		}[random.IntN(4)]
		if _, err := pgdb.Exec(ctx, db, change+" AND deleted_at IS NULL", rows[random.IntN(len(rows)/2+1)]); err != nil {
			return fmt.Errorf("%s: %w", change, err)
		}
		if len(rows) > 50 {
			rows = rows[25:] // others are referred to no more
		}
	}
	return nil
}

// requireEqual wants the projection to count what the table holds.
func requireEqual(t *testing.T, db *pgdb.DB) {
	t.Helper()
	lines := func(query string) []string {
		found, err := pgdb.All(t.Context(), db, pgx.RowTo[string], query)
		require.NoError(t, err)
		return found
	}
	expected := lines(`
		SELECT concat_ws(' ', 'parcels', field, value, count(*)) FROM counted_parcels CROSS JOIN LATERAL (
			VALUES ('', ''), ('kind', kind), ('ready', ready::text), ('parent_id', parent_id::text)) AS by (field, value)
		WHERE deleted_at IS NULL AND value IS NOT NULL GROUP BY field, value ORDER BY 1`)
	require.Greater(t, len(expected), 5)
	assert.Equal(t, expected, lines(`
		SELECT concat_ws(' ', counts.resource, field, value, count) FROM counts JOIN projections ON id = projection
		WHERE state = 'current' AND count > 0 ORDER BY 1`))
}

func TestAnIndexServesEveryStatement(t *testing.T) {
	t.Parallel()
	own, url := open(t)
	first, feed := newProjection(own)
	stop := run(t, first)
	awaitBuilt(t, own)
	parent := uuid.New()
	require.NoError(t, insert(t.Context(), own, parent, "small", nil))
	for range 5 * pgplan.Spare {
		id := uuid.New()
		require.NoError(t, insert(t.Context(), own, id, "small", &parent))
		require.NoError(t, feed.Handle(t.Context(), event(t, id, 1, strconv.Itoa(len(id)), false)))
	}
	stop()
	pool, noted := pgplan.Open(t, url)
	db := pgdb.New(pool, patience)
	p, handler := newProjection(db)
	require.NoError(t, handler.Handle(t.Context(), event(t, parent, 2, "large", false)))
	_, err := p.Counts(t.Context())
	require.NoError(t, err)
	_, err = p.References(t.Context(), parent)
	require.NoError(t, err)
	noted.RequireIndexes(t, "feeding and reading the projection")
}
