// Package join adds to answers what they refer to, where clients ask for it with the
// parameter include. What is added is read by the routes that publish it, so that
// nobody sees by a reference what they may not read.
package join

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

const (
	// concurrency is how much is read for one answer at a time.
	concurrency = 8
	// maxAnswer is the size in bytes up to which an answer is held, and all that is
	// added to it.
	maxAnswer = 4 << 20
	// Of the time that a request has left, a part is kept for the answer itself.
	sharesForReading, shares = 9, 10
)

// Reference is a member of a resource that may be included.
type Reference struct {
	// Name is what clients ask for.
	Name string
	// Member holds the id in the resource.
	Member string
	// Collection holds what was found, by its name in the answer.
	Collection string
	// Route is the ID of the route that reads one.
	Route string
}

// Routes lets the routes take the parameter include, those by whose ID there are
// references. All are the routes of the gateway as they are served, with the checks of
// callers; they are asked for when a request comes.
func Routes(routes []httpx.Route, references map[string][]Reference, all func() []httpx.Route) []httpx.Route {
	joined := slices.Clone(routes)
	for i, route := range joined {
		if known := references[route.ID]; len(known) > 0 {
			joined[i].Handler = handler{answer: route.Handler, references: known, all: all}
		}
	}
	return joined
}

// handler answers as another does, with what is to be included.
type handler struct {
	answer     http.Handler
	references []Reference
	all        func() []httpx.Route
}

// ServeHTTP implements http.Handler.
func (h handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	wanted, plain, err := h.wanted(r)
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	if len(wanted) == 0 {
		h.answer.ServeHTTP(w, plain)
		return
	}
	held := &answer{header: w.Header().Clone()}
	if !held.of(h.answer, plain) {
		problem.BadGateway(w, r, fault.Busy("upstream_unavailable", "The answer is larger than can be joined, or ended early.", errUnheld))
		return
	}
	if held.status != http.StatusOK {
		held.send(w, held.body.Bytes())
		return
	}
	text, err := h.join(r, held.body.Bytes(), wanted)
	if err != nil {
		problem.BadGateway(w, r, fault.Busy("upstream_unavailable", "The answer is not what its contract describes.", err))
		return
	}
	held.header.Del("Content-Length")
	// What was added is what this caller may read, and may change sooner than the rest.
	held.header.Set("Cache-Control", "private, no-cache")
	held.send(w, text)
}

// addition is what an answer gets.
type addition struct {
	// Included holds what was found, each once, by collection.
	Included map[string][]json.RawMessage `json:"included"`
	// Omitted tells what was not, and why.
	Omitted []omission `json:"omitted"`
}

// omission says why something is not included.
type omission struct {
	Include string `json:"include"`
	ID      string `json:"id"`
	Status  int    `json:"status"`
	Code    string `json:"code"`
}

// join adds what is wanted to the text of a resource, or of a list of them.
func (h handler) join(r *http.Request, text []byte, wanted []Reference) ([]byte, error) {
	items, err := itemsOf(text)
	if err != nil {
		return nil, err
	}
	lookups := lookupsOf(items, wanted)
	h.lookUp(r, lookups)
	found := addition{Included: map[string][]json.RawMessage{}, Omitted: []omission{}}
	for _, reference := range wanted {
		if found.Included[reference.Collection] == nil {
			found.Included[reference.Collection] = []json.RawMessage{}
		}
	}
	for _, one := range lookups {
		if one.refused == nil {
			collection := one.reference.Collection
			found.Included[collection] = append(found.Included[collection], one.found)
			continue
		}
		found.Omitted = append(found.Omitted, *one.refused)
	}
	return added(text, found)
}

// lookup is something that is read once, however often it is referred to.
type lookup struct {
	reference Reference
	id        string
	found     json.RawMessage
	refused   *omission
	// err is what the answer hides from the client.
	err      error
	panicked any
}

// lookupsOf lists what the items refer to, in the order in which they do.
func lookupsOf(items []map[string]json.RawMessage, wanted []Reference) []*lookup {
	type place struct{ route, id string }
	known := map[place]bool{}
	var lookups []*lookup
	for _, item := range items {
		for _, reference := range wanted {
			var id *string
			if json.Unmarshal(item[reference.Member], &id) != nil || id == nil {
				continue
			}
			at := place{route: reference.Route, id: *id}
			if known[at] {
				continue
			}
			known[at] = true
			lookups = append(lookups, &lookup{reference: reference, id: *id})
		}
	}
	return lookups
}

// lookUp reads everything, some at a time, in the time that is left.
func (h handler) lookUp(r *http.Request, lookups []*lookup) {
	ctx, cancel := within(r.Context())
	defer cancel()
	routes := h.all()
	var room atomic.Int64
	room.Store(maxAnswer)
	next := make(chan *lookup)
	var reading sync.WaitGroup
	for range min(concurrency, len(lookups)) {
		reading.Go(func() {
			for one := range next {
				one.read(ctx, r, routes)
				one.fit(&room)
			}
		})
	}
	for _, one := range lookups {
		next <- one
	}
	close(next)
	reading.Wait()
	info := requestinfo.From(r.Context())
	for _, one := range lookups {
		info.Err = errors.Join(info.Err, one.err)
		if one.panicked != nil {
			panic(one.panicked)
		}
	}
}

// within keeps a part of the time for the answer.
func within(ctx context.Context) (context.Context, context.CancelFunc) {
	deadline, ok := ctx.Deadline()
	if !ok {
		return context.WithCancel(ctx)
	}
	return context.WithTimeout(ctx, time.Until(deadline)*sharesForReading/shares)
}

// read asks the route that publishes it, in the name of who sent r. It keeps a panic
// for the goroutine of the request, which recovers it.
func (l *lookup) read(ctx context.Context, r *http.Request, routes []httpx.Route) {
	defer func() { l.panicked = recover() }()
	at := slices.IndexFunc(routes, func(route httpx.Route) bool { return route.ID == l.reference.Route })
	if _, err := uuid.Parse(l.id); err != nil || at < 0 {
		l.omit(http.StatusNotFound, "not_found")
		return
	}
	if ctx.Err() != nil {
		l.omit(http.StatusGatewayTimeout, "upstream_timeout")
		return
	}
	held := &answer{header: http.Header{}}
	// What becomes of it is noted apart: several are read at once.
	info := *requestinfo.From(ctx)
	read := reading(requestinfo.With(ctx, &info), r, routes[at], l.id)
	whole := held.of(routes[at].Handler, read)
	l.err = info.Err
	switch isOK := held.status == http.StatusOK; {
	case isOK && whole && json.Valid(held.body.Bytes()):
		l.found = held.body.Bytes()
	case isOK || !whole:
		l.omit(http.StatusBadGateway, "upstream_unavailable")
	default:
		l.omit(held.status, held.code())
	}
}

// fit omits what has no room any more.
func (l *lookup) fit(room *atomic.Int64) {
	size := int64(len(l.found))
	if size > 0 && room.Add(-size) < 0 {
		room.Add(size)
		l.found = nil
		l.omit(http.StatusBadGateway, "answer_too_large")
	}
}

func (l *lookup) omit(status int, code string) {
	l.refused = &omission{Include: l.reference.Name, ID: l.id, Status: status, Code: code}
}
