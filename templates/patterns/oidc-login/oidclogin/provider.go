package oidclogin

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/sync/singleflight"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/jwt/jwt"
)

const (
	// describedFor is how long what the provider says of itself is believed, pause
	// the least time between two questions to one that is away.
	describedFor = 10 * time.Minute
	pause        = 5 * time.Second
	// unstated is the life of an access token of which the provider tells none.
	unstated = 5 * time.Minute
)

// errRefused says that the provider does not honour a code or a session any more.
var errRefused = errors.New("the provider refuses it: invalid_grant")

// IsRefusal tells whether err is a no, to somebody or to a session, rather than a
// failure.
func IsRefusal(err error) bool {
	kind := fault.KindOf(err)
	return kind == fault.Malformed || kind == fault.Forbidden || errors.Is(err, errRefused)
}

// tokens are what the provider gives.
type tokens struct {
	access, refresh, identity string
	at, ends                  time.Time
}

// provider is where people log in.
type provider struct {
	options Options
	client  *http.Client
	back    string

	asking    singleflight.Group
	mutex     sync.Mutex
	described jwt.Description
	until     time.Time
	failure   error
}

func newProvider(options Options, back string) *provider {
	client := &http.Client{
		Timeout: options.Timeout, Transport: options.Tokens.Transport,
		// Secrets go where they were meant to and nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &provider{options: options, back: back, client: client}
}

// describe returns what the provider says of itself. While it is away, what it said
// before holds.
func (p *provider) describe(ctx context.Context) (jwt.Description, error) {
	if told, known, err := p.known(); known {
		return told, err
	}
	asked := p.asking.DoChan("", func() (any, error) {
		// Another may have asked between the look and the flight.
		if told, known, err := p.known(); known {
			return told, err
		}
		told, err := jwt.Discover(context.WithoutCancel(ctx), p.client, p.options.Tokens.Issuer)
		return p.learn(told, err)
	})
	select {
	case <-ctx.Done():
		return jwt.Description{}, fmt.Errorf("wait for the provider: %w", ctx.Err())
	case result := <-asked:
		told, _ := result.Val.(jwt.Description)
		return told, result.Err
	}
}

// known returns what came of the last question, unless it is time to ask again.
func (p *provider) known() (told jwt.Description, known bool, failure error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.described, time.Now().Before(p.until), p.failure
}

func (p *provider) learn(told jwt.Description, failure error) (jwt.Description, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if failure == nil {
		p.described, p.failure, p.until = told, nil, time.Now().Add(describedFor)
		return told, nil
	}
	p.until = time.Now().Add(pause)
	if p.described.Issuer == "" {
		p.failure = unavailable(fmt.Errorf("ask the provider to describe itself: %w", failure))
	}
	return p.described, p.failure
}

// config is what the provider and this service have agreed on.
func (p *provider) config(ctx context.Context) (oauth2.Config, jwt.Description, error) {
	told, err := p.describe(ctx)
	if err != nil {
		return oauth2.Config{}, told, err
	}
	authorization, err := told.Place("its login", told.AuthorizationURL)
	if err != nil {
		return oauth2.Config{}, told, err
	}
	token, err := told.Place("what gives tokens", told.TokenURL)
	if err != nil {
		return oauth2.Config{}, told, err
	}
	secret, err := p.secret()
	style := oauth2.AuthStyleInHeader
	if p.options.Authentication == "client_secret_post" {
		style = oauth2.AuthStyleInParams
	}
	return oauth2.Config{
		ClientID: p.options.ClientID, ClientSecret: secret, RedirectURL: p.back, Scopes: append([]string{"openid"}, p.options.Scopes...),
		Endpoint: oauth2.Endpoint{AuthURL: authorization, TokenURL: token, AuthStyle: style},
	}, told, err
}

func (p *provider) secret() (string, error) {
	if p.options.SecretFile == "" {
		return p.options.Secret, nil
	}
	text, err := os.ReadFile(p.options.SecretFile)
	secret := strings.TrimSpace(string(text))
	if err == nil && secret == "" {
		err = errors.New("it holds no secret")
	}
	if err != nil {
		return "", fmt.Errorf("LOGIN_CLIENT_SECRET_FILE: %w", err)
	}
	return secret, nil
}

// loginURL is where a browser goes to log in.
func (p *provider) loginURL(ctx context.Context, started attempt) (string, error) {
	config, _, err := p.config(ctx)
	if err != nil {
		return "", err
	}
	asking := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(started.Verifier), oauth2.SetAuthURLParam("nonce", started.Nonce)}
	if p.options.AudienceParameter != "none" {
		asking = append(asking, oauth2.SetAuthURLParam(p.options.AudienceParameter, p.options.Tokens.Audience))
	}
	return config.AuthCodeURL(started.State, asking...), nil
}

// exchange gets the tokens for a code.
func (p *provider) exchange(ctx context.Context, code, verifier string) (tokens, error) {
	config, _, err := p.config(ctx)
	if err != nil {
		return tokens{}, err
	}
	asked := time.Now()
	got, err := config.Exchange(context.WithValue(ctx, oauth2.HTTPClient, p.client), code, oauth2.VerifierOption(verifier))
	return read(got, asked, err)
}

// renew gets the next tokens of a session.
func (p *provider) renew(ctx context.Context, refreshToken string) (tokens, error) {
	config, _, err := p.config(ctx)
	if err != nil {
		return tokens{}, err
	}
	asked := time.Now()
	source := config.TokenSource(context.WithValue(ctx, oauth2.HTTPClient, p.client), &oauth2.Token{RefreshToken: refreshToken})
	got, err := source.Token()
	return read(got, asked, err)
}

func read(got *oauth2.Token, asked time.Time, err error) (tokens, error) {
	if err != nil {
		return tokens{}, failureOf(err)
	}
	if !strings.EqualFold(got.Type(), "Bearer") {
		return tokens{}, fmt.Errorf("the provider gives tokens of type %q: only Bearer is understood", got.Type())
	}
	identity, _ := got.Extra("id_token").(string)
	ends := got.Expiry
	if ends.IsZero() {
		ends = asked.Add(unstated)
	}
	return tokens{access: got.AccessToken, refresh: got.RefreshToken, identity: identity, at: asked, ends: ends}, nil
}

// failureOf tells what follows from a provider that gives no token. What it says may
// hold what was sent.
func failureOf(err error) error {
	refused, ok := errors.AsType[*oauth2.RetrieveError](err)
	if !ok || refused.Response == nil {
		return unavailable(err)
	}
	status := refused.Response.StatusCode
	switch {
	case refused.ErrorCode == "invalid_grant":
		return errRefused
	case status >= http.StatusInternalServerError || status == http.StatusTooManyRequests:
		return unavailable(fmt.Errorf("get tokens: the provider answers %d", status))
	}
	return fmt.Errorf("get tokens: the provider answers %d %s", status, refused.ErrorCode)
}

// revoke revokes a refresh token at a provider that offers it (RFC 7009).
func (p *provider) revoke(ctx context.Context, refreshToken string) (failure error) {
	config, told, err := p.config(ctx)
	if err != nil || told.RevocationURL == "" {
		return err
	}
	place, err := told.Place("what revokes tokens", told.RevocationURL)
	if err != nil {
		return err
	}
	form := url.Values{"token": {refreshToken}, "token_type_hint": {"refresh_token"}}
	if config.Endpoint.AuthStyle == oauth2.AuthStyleInParams {
		form.Set("client_id", config.ClientID)
		form.Set("client_secret", config.ClientSecret)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, place, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if config.Endpoint.AuthStyle == oauth2.AuthStyleInHeader {
		request.SetBasicAuth(url.QueryEscape(config.ClientID), url.QueryEscape(config.ClientSecret))
	}
	answer, err := p.client.Do(request)
	if err != nil {
		return err
	}
	defer func() { failure = errors.Join(failure, answer.Body.Close()) }()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("revoke the refresh token: the provider answers %s", answer.Status)
	}
	return nil
}

// logoutURL is where a browser goes to log out at the provider too, empty where it
// offers that nowhere.
func (p *provider) logoutURL(ctx context.Context, after string) (string, error) {
	told, err := p.describe(ctx)
	if err != nil || told.EndSessionURL == "" {
		return "", err
	}
	place, err := told.Place("its logout", told.EndSessionURL)
	if err != nil {
		return "", err
	}
	target, err := url.Parse(place)
	if err != nil {
		return "", err
	}
	query := target.Query()
	query.Set("client_id", p.options.ClientID)
	query.Set("post_logout_redirect_uri", after)
	target.RawQuery = query.Encode()
	return target.String(), nil
}
