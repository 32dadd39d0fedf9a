package saga

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// listed is the number of sagas that the list shows.
const listed = 100

// View is what people see of a saga; its data may be nobody's business.
type View struct {
	ID    uuid.UUID `json:"id"`
	Kind  string    `json:"kind"`
	State string    `json:"state"`
	Steps []string  `json:"steps"`
	// Step is the number of steps that are done, or that are to be undone.
	Step     int `json:"step"`
	Attempts int `json:"attempts"`
	// Failure is why it is undone, and Problem why the last attempt failed.
	Failure   string    `json:"failure,omitempty"`
	Problem   string    `json:"problem,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	UpdatedAt time.Time `json:"updated_at"`
	Deadline  time.Time `json:"deadline"`
}

// Find returns a saga.
func (o *Orchestrator) Find(ctx context.Context, id uuid.UUID) (View, error) {
	found, err := pgdb.One(ctx, o.db, pgx.RowToStructByPos[View], selectOne, id)
	if errors.Is(err, pgx.ErrNoRows) {
		return View{}, fault.Missing("saga")
	}
	return found, err
}

// Open returns sagas that have not ended, those first that have been due for the
// longest.
func (o *Orchestrator) Open(ctx context.Context) ([]View, error) {
	return pgdb.All(ctx, o.db, pgx.RowToStructByPos[View], selectOpen, listed)
}

// Routes show sagas, for a port that is not open to clients.
func (o *Orchestrator) Routes() []httpx.Route {
	answer := func(w http.ResponseWriter, r *http.Request, body any, err error) {
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		if err := httpx.WriteJSON(w, http.StatusOK, body); err != nil {
			o.options.Log.ErrorContext(r.Context(), "show sagas", slog.Any("error", err))
		}
	}
	return []httpx.Route{
		{Method: http.MethodGet, Path: "/sagas", Summary: "Sagas that have not ended", Handler: http.HandlerFunc(
			func(w http.ResponseWriter, r *http.Request) {
				found, err := o.Open(r.Context())
				if found == nil {
					found = []View{}
				}
				answer(w, r, map[string][]View{"sagas": found}, err)
			})},
		{Method: http.MethodGet, Path: "/sagas/{id}", Summary: "A saga", Handler: http.HandlerFunc(
			func(w http.ResponseWriter, r *http.Request) {
				id, err := uuid.Parse(r.PathValue("id"))
				if err != nil {
					answer(w, r, nil, fault.Missing("saga"))
					return
				}
				found, err := o.Find(r.Context(), id)
				answer(w, r, found, err)
			})},
	}
}
