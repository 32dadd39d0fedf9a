package oidclogin

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// remembered is how long what came of a renewal is known. A browser sends requests
// together, and those that left before its cookies changed come with a refresh
// token that is used up; a provider may end the session of whoever shows it again.
const remembered = time.Minute

// renewals renews each session once, however many of its requests want it.
type renewals struct {
	asking singleflight.Group

	mutex sync.Mutex
	known map[string]outcome
	order []string
}

type outcome struct {
	got tokens
	err error
	at  time.Time
}

// standing tells whether what came of it is still to be believed: who is away may
// come back soon, and a token may end sooner than it is forgotten.
func (o outcome) standing() bool {
	age := time.Since(o.at)
	switch {
	case o.err == nil:
		return age < remembered && sendable(o.got.at, o.got.ends)
	case errors.Is(o.err, errRefused):
		return age < remembered
	}
	return age < pause
}

// renew returns the next tokens of a session. Requests share what comes of it, so
// none of them can cancel it.
func (r *renewals) renew(ctx context.Context, refreshToken string, ask func(context.Context, string) (tokens, error)) (tokens, error) {
	sum := sha256.Sum256([]byte(refreshToken))
	key := string(sum[:])
	shared := r.asking.DoChan(key, func() (any, error) {
		if outcome, ok := r.find(key); ok {
			return outcome.got, outcome.err
		}
		got, err := ask(context.WithoutCancel(ctx), refreshToken)
		r.note(key, outcome{got: got, err: err, at: time.Now()})
		return got, err
	})
	select {
	case <-ctx.Done():
		return tokens{}, fmt.Errorf("wait for a token: %w", ctx.Err())
	case result := <-shared:
		got, _ := result.Val.(tokens)
		return got, result.Err
	}
}

func (r *renewals) find(key string) (outcome, bool) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	found, ok := r.known[key]
	return found, ok && found.standing()
}

// note remembers an outcome, and forgets those that are old.
func (r *renewals) note(key string, made outcome) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.known == nil {
		r.known = map[string]outcome{}
	}
	for len(r.order) > 0 && time.Since(r.known[r.order[0]].at) >= remembered {
		delete(r.known, r.order[0])
		r.order = r.order[1:]
	}
	if _, again := r.known[key]; !again {
		r.order = append(r.order, key)
	}
	r.known[key] = made
}
