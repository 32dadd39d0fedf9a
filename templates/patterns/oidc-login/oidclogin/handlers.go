package oidclogin

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

// login sends a browser to the provider.
func (l *Login) login(w http.ResponseWriter, r *http.Request) {
	target, err := l.send(w, r)
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	redirect(w, target)
}

func (l *Login) send(w http.ResponseWriter, r *http.Request) (string, error) {
	returnTo := "/"
	if given := r.URL.Query()["return_to"]; len(given) > 0 {
		path, err := localPath(given[0])
		if err != nil || len(given) > 1 {
			refused := fault.New(fault.Malformed, "invalid_parameter", "A parameter cannot be read.")
			refused.Fields = []fault.Field{{Parameter: "return_to", Code: "local_path", Message: errNotLocal.Error()}}
			return "", refused
		}
		returnTo = path
	}
	started, err := l.start(w, r, returnTo)
	if err != nil {
		return "", err
	}
	return l.provider.loginURL(r.Context(), started)
}

// callback ends a login: the provider has sent the browser back.
func (l *Login) callback(w http.ResponseWriter, r *http.Request) {
	query := r.URL.Query()
	begun, err := l.attempted(w, r, query.Get("state"))
	if err == nil {
		err = l.enter(w, r, begun, query)
		l.observe(Entering, err)
	}
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	redirect(w, begun.ReturnTo)
}

// enter makes a session of what the provider answers.
func (l *Login) enter(w http.ResponseWriter, r *http.Request, begun attempt, answer url.Values) error {
	ctx := r.Context()
	if err := l.answered(ctx, answer); err != nil {
		return err
	}
	got, err := l.provider.exchange(ctx, answer.Get("code"), begun.Verifier)
	if errors.Is(err, errRefused) {
		return failed(err)
	}
	if err != nil {
		return err
	}
	who, err := l.identity(ctx, got.identity, begun.Nonce)
	if err != nil {
		return err
	}
	principal, err := l.identify(ctx, got.access)
	if err != nil {
		return notGood("access", err)
	}
	requestinfo.From(ctx).Caller = principal.Subject
	now := time.Now()
	held := session{ID: rand.Text(), Name: who.Name, Started: now, Seen: now}
	if got.refresh == "" {
		remove(w, refreshCookie) // that of a session before
	}
	if err := l.keep(w, held, got); err != nil {
		return err
	}
	return l.touch(w, held)
}

// answered checks what the provider says of the login.
func (l *Login) answered(ctx context.Context, answer url.Values) error {
	told, err := l.provider.describe(ctx)
	if err != nil {
		return err
	}
	// An answer of another provider may hold a code that is to be stolen (RFC 9207).
	if issuer := answer.Get("iss"); issuer != told.Issuer && (issuer != "" || told.SendsIssuer) {
		return failed(fmt.Errorf("the answer is of the issuer %q", issuer))
	}
	switch reason := answer.Get("error"); reason {
	case "":
		return nil
	case "server_error", "temporarily_unavailable":
		return unavailable(errors.New("the provider answers " + reason))
	default:
		refused := fault.New(fault.Forbidden, "login_refused", "The provider did not let you in.")
		refused.Cause = fmt.Errorf("the provider answers %q", reason)
		return refused
	}
}

// identity is who has logged in.
type identity struct {
	Name     string `json:"name"`
	Nickname string `json:"preferred_username"`
	Nonce    string `json:"nonce"`
	Party    string `json:"azp"`
}

// identity reads who has logged in, in this login and nowhere else.
func (l *Login) identity(ctx context.Context, token, nonce string) (identity, error) {
	var who identity
	if err := l.identities.Verify(ctx, token, &who); err != nil {
		return who, notGood("identity", err)
	}
	switch {
	case who.Nonce != nonce:
		return who, failed(errors.New("the identity token is of another login: its nonce differs"))
	case who.Party != "" && who.Party != l.options.ClientID:
		return who, failed(fmt.Errorf("the identity token is for %q", who.Party))
	}
	who.Name = shortened(cmp.Or(who.Name, who.Nickname))
	return who, nil
}

// shortened keeps a name from filling the cookie.
func shortened(name string) string {
	const enough = 100
	letters := []rune(name)
	return string(letters[:min(enough, len(letters))])
}

// notGood is the failure of a login that brings a token which is not good here.
func notGood(kind string, err error) error {
	if fault.KindOf(err) != fault.Unauthenticated {
		return err
	}
	return failed(fmt.Errorf("the %s token: %w", kind, err))
}

// failed is the failure of a login that brings nothing good. Why is for the log.
func failed(cause error) error {
	err := fault.New(fault.Malformed, "login_failed", "The login brought nothing that is good here: begin again at "+loginPath+".")
	err.Cause = cause
	return err
}

// logout ends a session, at the provider too.
func (l *Login) logout(w http.ResponseWriter, r *http.Request) {
	if err := l.forged(r); err != nil {
		problem.Write(w, r, err)
		return
	}
	var by refresh
	end(w)
	if l.read(r, refreshCookie, &by) {
		err := l.provider.revoke(r.Context(), by.Token)
		l.observe(Leaving, err)
		requestinfo.From(r.Context()).Err = err
	}
	// A provider that is away keeps nobody from leaving here.
	target, err := l.provider.logoutURL(r.Context(), l.origin+l.options.AfterLogout)
	if err != nil {
		requestinfo.From(r.Context()).Err = err
	}
	target = cmp.Or(target, l.options.AfterLogout)
	if acceptsPage(r) {
		redirect(w, target)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	if err := httpx.WriteJSON(w, http.StatusOK, map[string]string{"location": target}); err != nil {
		problem.Write(w, r, err)
	}
}

// shown is what is told of a session.
type shown struct {
	Subject string   `json:"subject"`
	Name    string   `json:"name,omitempty"`
	Scopes  []string `json:"scopes"`
	// EndsAt is when the session ends at the latest, IdleEndsAt when it does without
	// another request.
	EndsAt     time.Time `json:"ends_at"`
	IdleEndsAt time.Time `json:"idle_ends_at"`
}

// session says who has logged in. Asking keeps no session alive.
func (l *Login) session(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Add("Vary", "Cookie")
	held, token, err := l.held(w, r)
	if err != nil {
		problem.Write(w, r, err)
		return
	}
	if held == nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		problem.Write(w, r, fault.New(fault.Unauthenticated, "not_logged_in", "Nobody is logged in: begin at "+loginPath+"."))
		return
	}
	principal, err := l.identify(r.Context(), token)
	if err != nil {
		w.Header().Set("WWW-Authenticate", "Bearer")
		problem.Write(w, r, err)
		return
	}
	requestinfo.From(r.Context()).Caller = principal.Subject
	ends := held.Started.Add(l.options.Lifetime)
	idle := held.Seen.Add(l.options.IdleTimeout)
	if idle.After(ends) {
		idle = ends
	}
	answer := shown{
		Subject: principal.Subject, Name: held.Name, Scopes: append([]string{}, principal.Scopes...), EndsAt: ends.UTC(), IdleEndsAt: idle.UTC(),
	}
	if err := httpx.WriteJSON(w, http.StatusOK, answer); err != nil {
		problem.Write(w, r, err)
	}
}

// redirect sends a browser on, with GET.
func redirect(w http.ResponseWriter, target string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Location", target)
	w.WriteHeader(http.StatusSeeOther)
}
