package clienttoken

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"goldenpath.dev/patterns/typed-clients/calling"
)

const (
	// Of the life of a token, the last part is for getting the next one, at most
	// earliest before it ends.
	partForNext = 5
	earliest    = time.Minute
	// reserve is what a token that is sent must still have to live: it travels, and
	// clocks differ.
	reserve = 2 * time.Second
)

// source keeps the token for one service. However many calls want one, the
// provider is asked once at a time; while the next one is fetched early, calls go
// on with the one before.
type source struct {
	ask    func(context.Context) (*oauth2.Token, error)
	asking singleflight.Group

	mutex sync.Mutex
	token string
	renew time.Time // when the next one is fetched; zero for a token without an end
	end   time.Time // when the token is not sent any more
}

// Token returns a token that is good for now.
func (s *source) Token(ctx context.Context) (string, error) {
	token, early := s.current()
	if token != "" {
		if early {
			s.asking.DoChan("", func() (any, error) { return s.fetch(ctx) }) // nobody has to wait for it
		}
		return token, nil
	}
	fetched := s.asking.DoChan("", func() (any, error) { return s.fetch(ctx) })
	select {
	case <-ctx.Done():
		return "", &calling.Failure{Err: fmt.Errorf("wait for a token: %w", ctx.Err()), Trouble: true, Unsent: true}
	case result := <-fetched:
		if result.Err != nil {
			return "", result.Err
		}
		token, _ = result.Val.(string)
		return token, nil
	}
}

// Refused forgets the token, unless there is a newer one already.
func (s *source) Refused(token string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.token == token {
		s.token = ""
	}
}

// current returns the token that is kept, empty if there is none to be sent, and
// whether it is time for the next one.
func (s *source) current() (token string, early bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	now := time.Now()
	if s.token == "" || !s.end.IsZero() && now.After(s.end) {
		return "", false
	}
	return s.token, !s.renew.IsZero() && now.After(s.renew)
}

// fetch asks the provider. Calls share what comes of it, so none of them can
// cancel it.
func (s *source) fetch(ctx context.Context) (string, error) {
	// Another call may have fetched it between the look and the flight.
	if token, early := s.current(); token != "" && !early {
		return token, nil
	}
	asked := time.Now()
	got, err := s.ask(context.WithoutCancel(ctx))
	if err != nil {
		return "", failureOf(err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.token, s.renew, s.end = got.AccessToken, time.Time{}, time.Time{}
	if !got.Expiry.IsZero() {
		life := got.Expiry.Sub(asked)
		s.end = got.Expiry.Add(-min(reserve, life/partForNext))
		s.renew = got.Expiry.Add(-min(earliest, life/partForNext))
	}
	return got.AccessToken, nil
}

// failureOf tells what follows from a provider that gives no token: one that is
// away may come back; one that refuses the service will do so again.
func failureOf(err error) error {
	failure := &calling.Failure{Err: fmt.Errorf("get a token: %w", err), Trouble: true, Unsent: true}
	if refused, ok := errors.AsType[*oauth2.RetrieveError](err); ok && refused.Response != nil {
		status := refused.Response.StatusCode
		failure.Trouble = status >= http.StatusInternalServerError || status == http.StatusTooManyRequests
		// What it says may hold what was sent.
		failure.Err = fmt.Errorf("get a token: the provider answers %d %s", status, refused.ErrorCode)
	}
	return failure
}
