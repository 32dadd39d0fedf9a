package jwt

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/go-jose/go-jose/v4"
	"golang.org/x/sync/singleflight"

	"goldenpath.dev/patterns/error-model/fault"
)

const (
	// pause is the least time between two reads of the keys: tokens with made-up
	// key ids must not become requests to the issuer.
	pause = 5 * time.Second
	// patience is the time that the issuer may take to send its keys.
	patience = 5 * time.Second
	// mostBytes is more than any set of keys needs.
	mostBytes = 1 << 20
)

// keys are the public keys of the issuer. A key that is not known yet is looked
// for at once, so that the issuer may change keys at any time; one that it takes
// back is good for maxAge at the most. When the issuer is away, keys that are
// known stay good.
type keys struct {
	place  place
	maxAge time.Duration
	client *http.Client

	reading singleflight.Group
	mutex   sync.RWMutex
	known   []jose.JSONWebKey
	read    time.Time // when they were last read
	tried   time.Time // when that was last tried
	failure error     // what came of it
}

func newKeys(options Options) *keys {
	return &keys{
		place: place{issuer: options.Issuer, url: options.KeysURL}, maxAge: options.KeysMaxAge,
		client: &http.Client{Timeout: patience, Transport: options.Transport},
	}
}

// find returns the key with the id; a token without one means the only key.
func (k *keys) find(ctx context.Context, id string) (jose.JSONWebKey, error) {
	read := func() (any, error) { return nil, k.refresh(context.WithoutCancel(ctx)) }
	key, found, fresh := k.lookup(id)
	if found {
		if !fresh {
			k.reading.DoChan("", read) // nobody has to wait for it
		}
		return key, nil
	}
	_, failure, _ := k.reading.Do("", read)
	key, found, _ = k.lookup(id)
	switch {
	case found:
		return key, nil
	case failure != nil:
		return jose.JSONWebKey{}, fault.Busy("keys_unavailable", "The keys of the issuer cannot be read.", failure)
	}
	return jose.JSONWebKey{}, invalid(fmt.Errorf("the issuer has no key %q", id))
}

func (k *keys) lookup(id string) (key jose.JSONWebKey, found, fresh bool) {
	k.mutex.RLock()
	defer k.mutex.RUnlock()
	fresh = time.Since(k.read) < k.maxAge
	if id == "" && len(k.known) == 1 {
		return k.known[0], true, fresh
	}
	for _, key := range k.known {
		if key.KeyID == id && id != "" {
			return key, true, fresh
		}
	}
	return key, false, fresh
}

// refresh reads the keys, unless that was tried a moment ago.
func (k *keys) refresh(ctx context.Context) error {
	if time.Since(k.tried) < pause {
		return k.failure
	}
	known, err := k.fetch(ctx)
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.tried, k.failure = time.Now(), err
	if err == nil {
		k.known, k.read = known, k.tried
	}
	return err
}

func (k *keys) fetch(ctx context.Context) ([]jose.JSONWebKey, error) {
	at, err := k.place.find(ctx, k.client)
	if err != nil {
		return nil, err
	}
	var set struct {
		Keys []json.RawMessage `json:"keys"`
	}
	if err := readJSON(ctx, k.client, at, &set); err != nil {
		return nil, fmt.Errorf("read the keys: %w", err)
	}
	var known []jose.JSONWebKey
	for _, text := range set.Keys {
		var key jose.JSONWebKey
		// What this service cannot use is for others: a kind of key that it does not
		// know, or one to encrypt with. A secret is nothing to publish.
		if err := key.UnmarshalJSON(text); err == nil && key.IsPublic() && key.Use != "enc" {
			known = append(known, key)
		}
	}
	return known, nil
}

// readJSON reads a document in JSON.
func readJSON(ctx context.Context, client *http.Client, url string, into any) (failure error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	answer, err := client.Do(request)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, answer.Body.Close()) }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("%s answers %s", url, answer.Status)
	}
	return json.NewDecoder(io.LimitReader(answer.Body, mostBytes)).Decode(into)
}
