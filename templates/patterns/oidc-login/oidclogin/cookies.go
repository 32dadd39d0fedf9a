package oidclogin

import (
	"fmt"
	"net/http"
	"time"
)

// The prefix makes browsers keep a cookie for this host alone, and send it over
// TLS alone.
const prefix = "__Host-"

const (
	sessionCookie = prefix + "session"
	accessCookie  = prefix + "session-access"
	refreshCookie = prefix + "session-refresh"
	// most is the size of a cookie, with its name, that every browser keeps.
	most = 4096
)

// A session is in three cookies. Each is good for itself: answers that cross on
// their way may leave one of an older answer beside one of a newer.
type (
	// session is who has logged in, and when.
	session struct {
		ID      string    `json:"id"`
		Name    string    `json:"name,omitempty"`
		Started time.Time `json:"started"`
		Seen    time.Time `json:"seen"`
	}
	// access is what the session calls with.
	access struct {
		ID    string    `json:"id"`
		Token string    `json:"token"`
		Got   time.Time `json:"got"`
		Ends  time.Time `json:"ends"`
	}
	// refresh is what the next access token is got with.
	refresh struct {
		ID    string `json:"id"`
		Token string `json:"token"`
	}
)

// read reads a cookie, and tells whether it is there and of this service.
func (l *Login) read(r *http.Request, name string, into any) bool {
	cookie, err := r.Cookie(name)
	return err == nil && l.cookies.open(name, cookie.Value, into)
}

// write sets a cookie. One that browsers would not keep is an error.
func (l *Login) write(w http.ResponseWriter, name string, value any, life time.Duration) error {
	sealed, err := l.cookies.seal(name, value)
	if err != nil {
		return err
	}
	if size := len(name) + len(sealed); size > most {
		return fmt.Errorf("the cookie %s would have %d bytes, and browsers keep %d: let the provider put less into its tokens", name, size, most)
	}
	http.SetCookie(w, cookie(name, sealed, int(life.Seconds())))
	return nil
}

func cookie(name, value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: maxAge, Secure: true, HttpOnly: true,
		// The provider sends people back from another site.
		SameSite: http.SameSiteLaxMode,
	}
}

func remove(w http.ResponseWriter, names ...string) {
	for _, name := range names {
		http.SetCookie(w, cookie(name, "", -1))
	}
}

// end removes the session of a browser.
func end(w http.ResponseWriter) { remove(w, sessionCookie, accessCookie, refreshCookie) }

// touch notes when the session was last seen.
func (l *Login) touch(w http.ResponseWriter, s session) error {
	return l.write(w, sessionCookie, s, min(l.options.IdleTimeout, time.Until(s.Started.Add(l.options.Lifetime))))
}

// keep sets the tokens of a session.
func (l *Login) keep(w http.ResponseWriter, s session, got tokens) error {
	left := time.Until(s.Started.Add(l.options.Lifetime))
	if err := l.write(w, accessCookie, access{ID: s.ID, Token: got.access, Got: got.at, Ends: got.ends}, left); err != nil {
		return err
	}
	if got.refresh == "" {
		return nil
	}
	return l.write(w, refreshCookie, refresh{ID: s.ID, Token: got.refresh}, left)
}

// lasts tells whether a session has not ended yet.
func (l *Login) lasts(s session) bool {
	return time.Since(s.Seen) < l.options.IdleTimeout && time.Since(s.Started) < l.options.Lifetime
}
