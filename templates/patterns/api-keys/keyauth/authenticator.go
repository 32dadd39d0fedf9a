package keyauth

import (
	"context"
	"sync"
	"time"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
)

// Header carries the key of a request.
const Header = "X-API-Key"

// Authenticator knows callers by their keys. It keeps keys that are in use in
// memory for a moment, so that a request costs no query.
type Authenticator struct {
	store  *Store
	maxAge time.Duration

	mutex sync.Mutex
	known map[string]known
}

// known is a key as it was read.
type known struct {
	record Record
	until  time.Time
}

// New returns an authenticator that keeps keys in memory for maxAge: so long a
// key that was revoked may still be good.
func New(store *Store, maxAge time.Duration) *Authenticator {
	return &Authenticator{store: store, maxAge: maxAge, known: map[string]known{}}
}

// Scheme is the name of the credentials.
func (a *Authenticator) Scheme() string { return "ApiKey" }

// Authenticate returns the principal of the key, if there is one.
func (a *Authenticator) Authenticate(ctx context.Context, header auth.Header) (*auth.Principal, error) {
	key := Key(header(Header))
	if key == "" {
		return nil, nil
	}
	record, err := a.read(ctx, key)
	if err != nil {
		return nil, err
	}
	return &auth.Principal{Subject: "key " + record.Name, Scopes: record.Scopes, Roles: record.Roles}, nil
}

func (a *Authenticator) read(ctx context.Context, key Key) (Record, error) {
	if !key.wellFormed() {
		return Record{}, invalid()
	}
	if record, ok := a.recall(key.Prefix()); ok && key.matches(record.Hash) {
		return record, nil
	}
	record, ok, err := a.store.find(ctx, key.Prefix())
	if err != nil {
		return Record{}, err
	}
	if !ok || !key.matches(record.Hash) {
		return Record{}, invalid()
	}
	if err := a.store.use(ctx, record.Prefix); err != nil {
		return Record{}, err
	}
	a.keep(record)
	return record, nil
}

func invalid() error {
	return fault.New(fault.Unauthenticated, "invalid_key", "The key is not valid here, or no longer.")
}

func (a *Authenticator) recall(prefix string) (Record, bool) {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	found, ok := a.known[prefix]
	return found.record, ok && time.Now().Before(found.until)
}

// keep keeps a key, never past its end.
func (a *Authenticator) keep(record Record) {
	until := time.Now().Add(a.maxAge)
	if record.ExpiresAt != nil && record.ExpiresAt.Before(until) {
		until = *record.ExpiresAt
	}
	a.mutex.Lock()
	defer a.mutex.Unlock()
	a.known[record.Prefix] = known{record: record, until: until}
}
