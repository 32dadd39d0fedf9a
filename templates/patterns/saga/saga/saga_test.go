package saga_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/postgres-pool/pgpool"
	"goldenpath.dev/patterns/saga/saga"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/testing/pgplan"
)

const (
	patience = 20 * time.Second
	// killedAt names the moment at which a process of the test kills itself, and
	// databaseURL its database.
	killedAt    = "SAGA_TEST_KILLED_AT"
	databaseURL = "SAGA_TEST_DATABASE_URL"
)

func TestMain(m *testing.M) {
	if moment := os.Getenv(killedAt); moment != "" {
		dieAt(moment, os.Getenv(databaseURL))
	}
	fixture.Main(m)
}

// trip is the data of a saga: what was booked in each place, and where it goes wrong.
type trip struct {
	Booked []string
	Fails  string
}

var places = []string{"flight", "hotel", "car"}

// defineTrip returns sagas that book places one by one, in a table that stands for
// other services: those know a repetition by the saga's id. At each moment of a step
// hook is called.
func defineTrip(db *pgdb.DB, hook func(moment string)) saga.Definition[trip] {
	definition := saga.Definition[trip]{Kind: "trip", Timeout: time.Hour}
	for _, place := range places {
		definition.Steps = append(definition.Steps, saga.Step[trip]{
			Name: place,
			Do: func(ctx context.Context, id uuid.UUID, data *trip) error {
				hook("before " + place)
				if data.Fails == place {
					return saga.Refuse(errors.New(place + " is full"))
				}
				if _, err := pgdb.Exec(ctx, db, "INSERT INTO bookings (saga, place) VALUES ($1, $2) ON CONFLICT DO NOTHING", id, place); err != nil {
					return err
				}
				data.Booked = append(data.Booked, place)
				hook("after " + place)
				return nil
			},
			Undo: func(ctx context.Context, id uuid.UUID, _ *trip) error {
				hook("before undoing " + place)
				if _, err := pgdb.Exec(ctx, db, "DELETE FROM bookings WHERE saga = $1 AND place = $2", id, place); err != nil {
					return err
				}
				hook("after undoing " + place)
				return nil
			},
		})
	}
	return definition
}

func nothing(string) {}

// open opens a database of the test's own, with bookings.
func open(t *testing.T) (*pgdb.DB, string) {
	t.Helper()
	db, url := fixture.Alone(t)
	_, err := pgdb.Exec(t.Context(), db, "CREATE TABLE bookings (saga uuid, place text, PRIMARY KEY (saga, place))")
	require.NoError(t, err)
	return db, url
}

func settings() saga.Options {
	return saga.Options{
		Workers: 2, Interval: 5 * time.Millisecond, StepTimeout: 5 * time.Second, Attempts: 3, Backoff: time.Millisecond,
		Retention: time.Hour, Log: fixture.Log,
	}
}

// run runs the orchestrator for the length of the test.
func run(t *testing.T, o *saga.Orchestrator) {
	t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- o.Run() }()
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
		defer cancel()
		assert.NoError(t, o.Stop(ctx))
		assert.NoError(t, <-ended)
	})
}

func await(t *testing.T, o *saga.Orchestrator, id uuid.UUID, states ...string) saga.View {
	t.Helper()
	var found saga.View
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		var err error
		found, err = o.Find(t.Context(), id)
		require.NoError(c, err)
		assert.Contains(c, states, found.State)
	}, patience, 5*time.Millisecond)
	return found
}

func bookings(t *testing.T, db *pgdb.DB, id uuid.UUID) []string {
	t.Helper()
	found, err := pgdb.All(t.Context(), db, pgx.RowTo[string], "SELECT place FROM bookings WHERE saga = $1", id)
	require.NoError(t, err)
	return found
}

func TestASagaIsCompletedOrUndone(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	o := saga.New(db, settings())
	trips, err := saga.Register(o, defineTrip(db, nothing))
	require.NoError(t, err)
	run(t, o)
	good, err := trips.Start(t.Context(), trip{})
	require.NoError(t, err)
	assert.Empty(t, await(t, o, good, saga.Completed).Failure)
	assert.ElementsMatch(t, places, bookings(t, db, good))
	for _, place := range places {
		bad, err := trips.Start(t.Context(), trip{Fails: place})
		require.NoError(t, err)
		assert.Equal(t, place+": "+place+" is full", await(t, o, bad, saga.Compensated).Failure)
		assert.Empty(t, bookings(t, db, bad))
	}
	assert.Equal(t, 1, o.State().Outcomes[saga.Outcome{Kind: "trip", Step: "car", Outcome: "done"}])
	assert.Equal(t, 3, o.State().Outcomes[saga.Outcome{Kind: "trip", Step: "flight", Outcome: "undone"}])
}

func TestASagaBeginsWithItsTransaction(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	o := saga.New(db, settings())
	trips, err := saga.Register(o, defineTrip(db, nothing))
	require.NoError(t, err)
	run(t, o)
	undone := errors.New("changed my mind")
	var id uuid.UUID
	require.ErrorIs(t, db.InTx(t.Context(), func(ctx context.Context) (failure error) {
		id, failure = trips.Start(ctx, trip{})
		return errors.Join(failure, undone)
	}), undone)
	_, err = o.Find(t.Context(), id)
	assert.Error(t, err)
}

func TestStepsAreTriedAgainAndNotForEver(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	o := saga.New(db, settings())
	type data struct{ Fails, Tries int }
	calls := make(chan string, 100)
	definition := saga.Definition[data]{Kind: "try", Timeout: time.Hour, Steps: []saga.Step[data]{
		{Name: "first", Do: func(context.Context, uuid.UUID, *data) error { return nil }, Undo: func() func(context.Context, uuid.UUID, *data) error {
			failures := 4
			return func(context.Context, uuid.UUID, *data) error {
				calls <- "undo"
				if failures--; failures >= 0 {
					panic("not yet")
				}
				return nil
			}
		}()},
		{Name: "second", Do: func(_ context.Context, _ uuid.UUID, d *data) error {
			calls <- "do"
			if len(calls) < d.Fails {
				return errors.New("not now")
			}
			return nil
		}},
	}}
	tries, err := saga.Register(o, definition)
	require.NoError(t, err)
	run(t, o)
	id, err := tries.Start(t.Context(), data{Fails: 3})
	require.NoError(t, err)
	await(t, o, id, saga.Completed)
	assert.Len(t, calls, 3)
	id, err = tries.Start(t.Context(), data{Fails: 100})
	require.NoError(t, err)
	view := await(t, o, id, saga.Compensated)
	assert.Equal(t, "second: not now", view.Failure)
	assert.Len(t, calls, 3+3+5, "undone for as long as it takes")
}

func TestASagaThatTakesTooLongIsUndone(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	definition := defineTrip(db, nothing)
	definition.Timeout = 300 * time.Millisecond
	hotel := definition.Steps[1].Do
	definition.Steps[1].Do = func(ctx context.Context, id uuid.UUID, data *trip) error {
		return errors.Join(hotel(ctx, id, data), errors.New("still waiting"))
	}
	options := settings()
	options.Attempts = 1000
	o := saga.New(db, options)
	trips, err := saga.Register(o, definition)
	require.NoError(t, err)
	run(t, o)
	id, err := trips.Start(t.Context(), trip{})
	require.NoError(t, err)
	await(t, o, id, saga.Compensated)
	assert.Empty(t, bookings(t, db, id), "the step that failed had its effect")
}

func TestOtherStepsThanASagaBeganWithAreLeftAlone(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	before := saga.New(db, settings())
	trips, err := saga.Register(before, defineTrip(db, nothing))
	require.NoError(t, err)
	id, err := trips.Start(t.Context(), trip{})
	require.NoError(t, err)
	after := saga.New(db, settings())
	definition := defineTrip(db, nothing)
	definition.Steps = definition.Steps[1:]
	_, err = saga.Register(after, definition)
	require.NoError(t, err)
	run(t, after)
	require.EventuallyWithT(t, func(c *assert.CollectT) {
		view, err := after.Find(t.Context(), id)
		require.NoError(c, err)
		assert.Contains(c, view.Problem, "define another kind")
		assert.Equal(c, saga.Running, view.State)
		assert.Zero(c, view.Attempts, "it was none")
	}, patience, 5*time.Millisecond)
	assert.Empty(t, bookings(t, db, id))
}

// dieAt works on sagas until it kills itself at the moment.
func dieAt(moment, url string) {
	pool, err := pgpool.Open(context.Background(), pgpool.Options{
		URL: url, Application: "dies", ServerLimit: 4, Replicas: 1, ConnectTimeout: patience, StatementTimeout: patience,
		Lifetime: time.Hour, IdleTime: time.Hour,
	})
	if err != nil {
		panic(err)
	}
	db := pgdb.New(pool, patience)
	options := settings()
	options.Attempts = 100
	// No other worker may be about to take what this one leaves behind.
	options.Workers = 1
	options.Log = slog.New(slog.NewTextHandler(os.Stderr, nil))
	o := saga.New(db, options)
	_, err = saga.Register(o, defineTrip(db, func(now string) {
		if now == moment {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // until it arrives
		}
	}))
	if err != nil {
		panic(err)
	}
	go func() {
		time.Sleep(patience)
		os.Exit(3) // the moment never came
	}()
	_ = o.Run()
}

// A process is killed before and after each step has its effect, doing and undoing;
// another goes on. No saga ends in between.
func TestASagaSurvivesItsProcessAtEveryMoment(t *testing.T) {
	t.Parallel()
	for _, fails := range []string{"", "car"} {
		var moments []string
		for _, place := range places {
			moments = append(moments, "before "+place)
			if place != fails {
				moments = append(moments, "after "+place)
			}
			if fails != "" {
				moments = append(moments, "before undoing "+place, "after undoing "+place)
			}
		}
		for _, moment := range moments {
			t.Run(fmt.Sprintf("killed %s, %q is full", moment, fails), func(t *testing.T) {
				t.Parallel()
				db, url := open(t)
				options := settings()
				options.Attempts = 100
				o := saga.New(db, options)
				trips, err := saga.Register(o, defineTrip(db, nothing))
				require.NoError(t, err)
				id, err := trips.Start(t.Context(), trip{Fails: fails})
				require.NoError(t, err)
				dying := exec.CommandContext(t.Context(), os.Args[0])
				dying.Env = append(os.Environ(), killedAt+"="+moment, databaseURL+"="+url)
				out, err := dying.CombinedOutput()
				require.ErrorContains(t, err, "killed", string(out))
				// What it has taken is due when the time of its step is over.
				_, err = pgdb.Exec(t.Context(), db, "UPDATE sagas SET due_at = now() WHERE due_at IS NOT NULL")
				require.NoError(t, err)
				run(t, o)
				await(t, o, id, saga.Completed, saga.Compensated)
				if fails == "" {
					assert.ElementsMatch(t, places, bookings(t, db, id))
					return
				}
				assert.Empty(t, bookings(t, db, id))
			})
		}
	}
}

func TestRoutesShowSagasWithoutTheirData(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	o := saga.New(db, settings())
	trips, err := saga.Register(o, defineTrip(db, nothing))
	require.NoError(t, err)
	id, err := trips.Start(t.Context(), trip{Booked: []string{"secret"}})
	require.NoError(t, err)
	mux := http.NewServeMux()
	for _, route := range o.Routes() {
		mux.Handle(route.Method+" "+route.Path, route.Handler)
	}
	for path, expected := range map[string]int{
		"/sagas": http.StatusOK, "/sagas/" + id.String(): http.StatusOK, "/sagas/" + uuid.NewString(): http.StatusNotFound, "/sagas/x": http.StatusNotFound,
	} {
		answer := httptest.NewRecorder()
		mux.ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		assert.Equal(t, expected, answer.Code, path)
		if expected == http.StatusOK {
			assert.Contains(t, answer.Body.String(), id.String())
			assert.NotContains(t, answer.Body.String(), "secret")
		}
	}
}

func TestWhatIsNoSagaIsRefused(t *testing.T) {
	t.Parallel()
	o := saga.New(nil, settings())
	do := func(context.Context, uuid.UUID, *int) error { return nil }
	step := saga.Step[int]{Name: "one", Do: do}
	for name, definition := range map[string]saga.Definition[int]{
		"no kind": {Steps: []saga.Step[int]{step}, Timeout: time.Hour}, "no timeout": {Kind: "a", Steps: []saga.Step[int]{step}},
		"no steps": {Kind: "a", Timeout: time.Hour}, "a name twice": {Kind: "a", Steps: []saga.Step[int]{step, step}, Timeout: time.Hour},
		"nothing to do": {Kind: "a", Steps: []saga.Step[int]{{Name: "one"}}, Timeout: time.Hour},
	} {
		_, err := saga.Register(o, definition)
		assert.Error(t, err, name)
	}
	good := saga.Definition[int]{Kind: "a", Steps: []saga.Step[int]{step}, Timeout: time.Hour}
	_, err := saga.Register(o, good)
	require.NoError(t, err)
	_, err = saga.Register(o, good)
	assert.Error(t, err, "a kind twice")
}

func TestOldSagasAreDeletedAndStuckOnesTold(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	_, err := pgdb.Exec(t.Context(), db, `
		INSERT INTO sagas (id, kind, state, steps, data, attempts, due_at, deadline, updated_at) VALUES
			(gen_random_uuid(), 'old', 'completed', '{a}', '{}', 0, NULL, now(), now() - interval '2 hours'),
			(gen_random_uuid(), 'stuck', 'compensating', '{a}', '{}', 7, now(), now(), now())`)
	require.NoError(t, err)
	o := saga.New(db, settings())
	run(t, o)
	require.EventuallyWithT(t, func(c *assert.CollectT) { assert.ErrorContains(c, o.Check(t.Context()), "1 sagas cannot be undone") }, patience, time.Millisecond)
	require.Eventually(t, func() bool {
		n, err := pgdb.One(t.Context(), db, pgx.RowTo[int], "SELECT count(*) FROM sagas")
		return err == nil && n == 1
	}, patience, time.Millisecond)
}

func TestAnIndexServesEveryStatement(t *testing.T) {
	t.Parallel()
	own, url := open(t)
	_, err := pgdb.Exec(t.Context(), own, `
		INSERT INTO sagas (id, kind, state, steps, step, data, due_at, deadline)
		SELECT gen_random_uuid(), 'trip', 'completed', '{flight,hotel,car}', 3, '{}', NULL, now() FROM generate_series(1, $1)`, 5*pgplan.Spare)
	require.NoError(t, err)
	pool, noted := pgplan.Open(t, url)
	db := pgdb.New(pool, patience)
	o := saga.New(db, settings())
	trips, err := saga.Register(o, defineTrip(own, nothing))
	require.NoError(t, err)
	noted.Forget()
	id, err := trips.Start(t.Context(), trip{Fails: "car"})
	require.NoError(t, err)
	run(t, o)
	await(t, o, id, saga.Compensated)
	_, err = o.Open(t.Context())
	require.NoError(t, err)
	noted.RequireIndexes(t, "a saga")
}
