package oidclogin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
)

const (
	// Of the life of an access token, the last part is for renewing it, at most
	// earliest before it ends.
	partForNext = 5
	earliest    = time.Minute
	// reserve is what a token that is sent must still have to live: it travels, and
	// clocks differ.
	reserve = 2 * time.Second
	// Of the time without a request, after such a part the cookie is set again.
	partForSeen = 10
)

// know gives a request the access token of its session, if it has one and comes
// with no credentials of its own.
func (l *Login) know(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Add("Vary", "Cookie")
		held, token, err := l.held(w, r)
		switch {
		case err != nil:
			problem.Write(w, r, err)
		case held == nil && navigates(r):
			w.Header().Set("Cache-Control", "no-store")
			w.Header().Set("Location", loginPath+"?return_to="+url.QueryEscape(r.URL.RequestURI()))
			w.WriteHeader(http.StatusSeeOther)
		case held == nil:
			next.ServeHTTP(w, r)
		default:
			l.pass(next, w, r, *held, token)
		}
	})
}

// pass hands a request with a session on.
func (l *Login) pass(next http.Handler, w http.ResponseWriter, r *http.Request, held session, token string) {
	if err := l.forged(r); err != nil {
		// Whoever has a token of his own may send it from anywhere.
		w.Header().Set("WWW-Authenticate", "Bearer")
		problem.Write(w, r, err)
		return
	}
	if time.Since(held.Seen) > l.options.IdleTimeout/partForSeen {
		held.Seen = time.Now()
		if err := l.touch(w, held); err != nil {
			problem.Write(w, r, err)
			return
		}
	}
	known := r.Clone(r.Context())
	known.Header.Set("Authorization", "Bearer "+token)
	next.ServeHTTP(w, known)
}

// navigates tells whether a browser wants to show the answer as a page.
func navigates(r *http.Request) bool {
	if r.Method != http.MethodGet || r.Header.Get("Upgrade") != "" {
		return false
	}
	if _, err := localPath(r.URL.RequestURI()); err != nil {
		return false
	}
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" && mode != "navigate" {
		return false
	}
	return acceptsPage(r)
}

func acceptsPage(r *http.Request) bool { return strings.Contains(r.Header.Get("Accept"), "text/html") }

// forged refuses a request that another site has made its browser send. The
// browser adds cookies to it all the same.
func (l *Login) forged(r *http.Request) error {
	checked := r
	if r.Header.Get("Upgrade") != "" {
		// A connection may do anything, whatever method opens it.
		checked = r.WithContext(r.Context())
		checked.Method = http.MethodPost
	}
	if err := l.origins.Check(checked); err != nil {
		refused := fault.New(fault.Forbidden, "cross_origin", "A page of another site sent this request.")
		refused.Cause = err
		return refused
	}
	return nil
}

// held returns the session of a request and its access token, nil without one. It
// renews the token when that is about to end.
func (l *Login) held(w http.ResponseWriter, r *http.Request) (*session, string, error) {
	var of session
	if !l.read(r, sessionCookie, &of) {
		return nil, "", nil
	}
	if !l.lasts(of) {
		end(w)
		return nil, "", nil
	}
	var has access
	if !l.read(r, accessCookie, &has) || has.ID != of.ID {
		has = access{}
	}
	life := has.Ends.Sub(has.Got)
	if time.Until(has.Ends) > min(earliest, life/partForNext) {
		return &of, has.Token, nil
	}
	got, err := l.renewed(r, of)
	good := sendable(has.Got, has.Ends)
	switch {
	case err == nil:
		return &of, got.access, l.keep(w, of, got)
	case errors.Is(err, errRefused), errors.Is(err, errNoRefreshToken) && !good:
		end(w)
		return nil, "", nil
	case good:
		return &of, has.Token, nil
	}
	return nil, "", err
}

// sendable tells whether a token has enough of its life left to be sent.
func sendable(got, ends time.Time) bool {
	return time.Until(ends) > min(reserve, ends.Sub(got)/partForNext)
}

// errNoRefreshToken says that a session ends with its access token.
var errNoRefreshToken = errors.New("the provider gave no refresh token")

// renewed gets the next tokens of a session.
func (l *Login) renewed(r *http.Request, of session) (tokens, error) {
	var by refresh
	if !l.read(r, refreshCookie, &by) || by.ID != of.ID {
		return tokens{}, errNoRefreshToken
	}
	return l.renewals.renew(r.Context(), by.Token, func(ctx context.Context, token string) (tokens, error) {
		got, err := l.provider.renew(ctx, token)
		l.observe(Renewing, err)
		return got, err
	})
}
