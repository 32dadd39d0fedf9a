package oidclogin

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"regexp"
	"strings"
	"time"

	"golang.org/x/oauth2"

	"goldenpath.dev/patterns/error-model/fault"
)

const (
	attemptPrefix = prefix + "login-"
	// patience is the time that somebody may take to log in at the provider.
	patience = 10 * time.Minute
	// together is how many logins a browser may have begun: each tab begins one.
	together = 8
	// named is how much of the state names the cookie of an attempt.
	named = 10
)

// attempt is a login that has begun, in a cookie of the browser that began it.
type attempt struct {
	State    string    `json:"state"`
	Nonce    string    `json:"nonce"`
	Verifier string    `json:"verifier"`
	ReturnTo string    `json:"return_to"`
	Ends     time.Time `json:"ends"`
}

// start begins a login.
func (l *Login) start(w http.ResponseWriter, r *http.Request, returnTo string) (attempt, error) {
	var begun []string
	for _, cookie := range r.Cookies() {
		if strings.HasPrefix(cookie.Name, attemptPrefix) {
			begun = append(begun, cookie.Name)
		}
	}
	if len(begun) >= together {
		remove(w, begun...)
	}
	started := attempt{
		State: rand.Text(), Nonce: rand.Text(), Verifier: oauth2.GenerateVerifier(),
		ReturnTo: returnTo, Ends: time.Now().Add(patience),
	}
	return started, l.write(w, attemptPrefix+started.State[:named], started, patience)
}

var stateForm = regexp.MustCompile(`^[A-Z2-7]{26,}$`)

// attempted returns the login that the browser has begun with the state. It cannot
// be ended twice.
func (l *Login) attempted(w http.ResponseWriter, r *http.Request, state string) (attempt, error) {
	var begun attempt
	if stateForm.MatchString(state) {
		name := attemptPrefix + state[:named]
		if l.read(r, name, &begun) && subtle.ConstantTimeCompare([]byte(begun.State), []byte(state)) == 1 {
			remove(w, name)
			if time.Now().Before(begun.Ends) {
				return begun, nil
			}
		}
	}
	return attempt{}, fault.New(fault.Malformed, "unknown_login", "This browser has begun no such login, or too long ago: begin again at "+loginPath+".")
}
