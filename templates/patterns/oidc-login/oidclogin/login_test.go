package oidclogin_test

import (
	"encoding/base64"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/oidc-login/oidclogin"
)

func TestPeopleLogInAndCallWithTheTokenOfTheirSession(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s := newSite(t, options(p))
	b := s.browser()
	refused(t, http.StatusUnauthorized, "credentials_required", b.send(http.MethodGet, "/parcels"), "nobody yet")
	refused(t, http.StatusUnauthorized, "not_logged_in", b.send(http.MethodGet, "/session"), "nobody yet")

	location := b.begin("/parcels?page=2#top")
	asked, err := url.Parse(location)
	require.NoError(t, err)
	for name, expected := range map[string]string{
		"response_type": "code", "client_id": client, "redirect_uri": "https://shop.example/login/callback",
		"scope": "openid parcels:read parcels:write", "audience": audience, "code_challenge_method": "S256",
	} {
		assert.Equal(t, expected, asked.Query().Get(name), name)
	}
	const enough = 26
	assert.GreaterOrEqual(t, len(asked.Query().Get("state")), enough)
	assert.GreaterOrEqual(t, len(asked.Query().Get("nonce")), enough)

	answer := b.finish(p.authorize(location))
	assert.Equal(t, http.StatusSeeOther, answer.Code, answer.Body.String())
	assert.Equal(t, "/parcels?page=2#top", answer.Header().Get("Location"))
	assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
	assert.Equal(t, client, p.asked[0].Get("user"))
	assert.Equal(t, url.QueryEscape(secret), p.asked[0].Get("password"))
	assert.Len(t, b.cookies, 3, "nothing is left of the login")

	answer = b.send(http.MethodGet, "/parcels")
	assert.Equal(t, http.StatusNoContent, answer.Code)
	assert.Equal(t, "Cookie", answer.Header().Get("Vary"))
	require.Len(t, s.reached, 1)
	token := strings.TrimPrefix(s.reached[0], "Bearer ")
	for name, cookie := range b.cookies {
		held, err := base64.RawURLEncoding.DecodeString(cookie.Value)
		require.NoError(t, err)
		assert.NotContains(t, string(held), token, name)
		assert.NotContains(t, string(held), `{"id"`, name)
	}

	answer = b.send(http.MethodGet, "/session")
	assert.Equal(t, http.StatusOK, answer.Code)
	assert.Contains(t, answer.Body.String(), `"subject":"ann","name":"Ann","scopes":["parcels:read","parcels:write"]`)
	assert.NotContains(t, answer.Body.String(), token)
	assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
	assert.Equal(t, []string{"login ok"}, s.observed)
}

func TestALoginIsOfTheBrowserThatBeganIt(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s := newSite(t, options(p))
	victim, thief := s.browser(), s.browser()
	good := p.authorize(victim.begin("/"))
	thief.begin("/")
	other := func(state string) url.Values { return url.Values{"code": good["code"], "state": {state}} }
	for name, query := range map[string]url.Values{
		"of another browser": good,
		"without a state":    {"code": good["code"]},
		"another state":      other(good.Get("state")[:10] + strings.Repeat("A", 16)),
		"a short state":      other(good.Get("state")[:10]),
		"no state at all":    other("__Host-session"),
	} {
		b := victim
		if name == "of another browser" {
			b = thief
		}
		refused(t, http.StatusBadRequest, "unknown_login", b.finish(query), name)
		assert.False(t, b.has(), name)
	}
	assert.Zero(t, p.askedFor(), "a code that came with a wrong state is not shown to the provider")
	assert.Equal(t, http.StatusSeeOther, victim.finish(good).Code)
	refused(t, http.StatusBadRequest, "unknown_login", victim.finish(good), "once more")
	assert.Equal(t, 1, p.askedFor())

	// Who keeps the cookie of the login all the same is told by the provider.
	replaying := s.browser()
	good = p.authorize(replaying.begin("/"))
	again := replaying.copied()
	assert.Equal(t, http.StatusSeeOther, replaying.finish(good).Code)
	refused(t, http.StatusBadRequest, "login_failed", again.finish(good), "a code that is used up")
	assert.False(t, again.has())
}

func TestALoginHasItsTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		b := newSite(t, options(p)).browser()
		good := p.authorize(b.begin("/"))
		time.Sleep(10*time.Minute + time.Second)
		for name := range b.ends {
			b.ends[name] = time.Now().Add(time.Hour) // a browser that keeps cookies for ever
		}
		refused(t, http.StatusBadRequest, "unknown_login", b.finish(good), "late")
	})
}

func TestTabsDoNotDisturbEachOther(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	b := newSite(t, options(p)).browser()
	first, second := p.authorize(b.begin("/first")), p.authorize(b.begin("/second"))
	assert.Equal(t, "/second", b.finish(second).Header().Get("Location"))
	assert.Equal(t, "/first", b.finish(first).Header().Get("Location"))
	for range 20 {
		b.begin("/")
		assert.LessOrEqual(t, len(b.cookies), 3+8, "there are never too many")
	}
}

func TestWhatTheProviderAnswersIsChecked(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*provider)
		query  url.Values
		status int
		code   string
		logged string
	}{
		"another nonce":             {func(p *provider) { p.identity = map[string]any{"nonce": "other"} }, nil, 400, "login_failed", "nonce"},
		"no nonce":                  {func(p *provider) { p.identity = map[string]any{"nonce": nil} }, nil, 400, "login_failed", "nonce"},
		"an identity for others":    {func(p *provider) { p.identity = map[string]any{"aud": "other"} }, nil, 400, "login_failed", "aud"},
		"an identity for a party":   {func(p *provider) { p.identity = map[string]any{"azp": "other"} }, nil, 400, "login_failed", `for "other"`},
		"an identity that is over":  {func(p *provider) { p.identity = map[string]any{"exp": 1} }, nil, 400, "login_failed", "identity token"},
		"an identity of another":    {func(p *provider) { p.identity = map[string]any{"iss": "https://evil.example"} }, nil, 400, "login_failed", "identity token"},
		"no identity":               {func(p *provider) { p.answer = map[string]any{"id_token": nil} }, nil, 400, "login_failed", "identity token"},
		"an unsigned identity":      {func(p *provider) { p.answer = map[string]any{"id_token": "e30.e30."} }, nil, 400, "login_failed", "identity token"},
		"access for others":         {func(p *provider) { p.access = map[string]any{"aud": "other"} }, nil, 400, "login_failed", "access token"},
		"access nobody understands": {func(p *provider) { p.answer = map[string]any{"access_token": "opaque"} }, nil, 400, "login_failed", "access token"},
		"tokens of another type":    {func(p *provider) { p.answer = map[string]any{"token_type": "mac"} }, nil, 500, "internal_error", "only Bearer"},
		"another issuer":            {func(*provider) {}, url.Values{"iss": {"https://evil.example"}}, 400, "login_failed", "evil.example"},
		"no issuer, but promised": {func(p *provider) {
			p.description["authorization_response_iss_parameter_supported"] = true
		}, nil, 400, "login_failed", `issuer ""`},
		"a no":              {func(*provider) {}, url.Values{"error": {"access_denied"}, "error_description": {"<b>" + secret}}, 403, "login_refused", "access_denied"},
		"trouble":           {func(*provider) {}, url.Values{"error": {"temporarily_unavailable"}}, 503, "provider_unavailable", "temporarily"},
		"a failure":         {func(p *provider) { p.status, p.failure = 502, "" }, nil, 503, "provider_unavailable", "answers 502"},
		"a wrong secret":    {func(p *provider) { p.status, p.failure = 401, "invalid_client" }, nil, 500, "internal_error", "401 invalid_client"},
		"another place":     {func(p *provider) { p.status, p.failure = 307, "" }, nil, 500, "internal_error", "answers 307"},
		"nothing":           {func(p *provider) { p.away = true }, nil, 503, "provider_unavailable", "Server closed"},
		"a login over HTTP": {func(p *provider) { p.description["token_endpoint"] = "http://issuer.example/token" }, nil, 0, "", ""},
		"tokens that no cookie holds": {func(p *provider) {
			p.access = map[string]any{"roles": strings.Repeat("role", 800)}
		}, nil, 500, "internal_error", "browsers keep 4096"},
	} {
		p := newProvider(t)
		s := newSite(t, options(p))
		b := s.browser()
		if c.status == 0 { // the provider is not believed at all
			c.change(p)
			refused(t, http.StatusInternalServerError, "internal_error", b.send(http.MethodGet, "/login"), name)
			continue
		}
		if strings.HasPrefix(name, "no issuer") {
			c.change(p)
		}
		query := p.authorize(b.begin("/"))
		maps.Copy(query, c.query)
		p.be(c.change)
		answer := b.finish(query)
		refused(t, c.status, c.code, answer, name)
		assert.Contains(t, answer.Header().Get("X-Logged"), c.logged, name)
		assert.NotContains(t, answer.Header().Get("X-Logged"), secret, name)
		assert.Empty(t, b.cookies, name)
		result := "login refused"
		if c.status >= http.StatusInternalServerError {
			result = "login failed"
		}
		assert.Equal(t, []string{result}, s.observed, name)
	}
}

func TestTheIssuerMayNameItself(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	p.description["authorization_response_iss_parameter_supported"] = true
	b := newSite(t, options(p)).browser()
	query := p.authorize(b.begin("/"))
	query.Set("iss", issuer)
	assert.Equal(t, http.StatusSeeOther, b.finish(query).Code)
}

func TestReturningLeadsNowhereElse(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	b := newSite(t, options(p)).browser()
	for _, evil := range []string{
		"", "//evil.example", "///evil.example", `/\evil.example`, `\\evil.example`, "https://evil.example", "http:evil.example", "javascript:alert(1)",
		"evil.example", "/%2Fevil.example", "/%2f/evil.example", "/%5Cevil.example", "/\tevil.example", "/\t/evil.example", "/a\r\nSet-Cookie: a=b",
		"/%0d%0aSet-Cookie: a=b", "/%zz", " /a", "?a", "#a", "/" + strings.Repeat("a", 1024),
	} {
		answer := b.send(http.MethodGet, "/login?return_to="+url.QueryEscape(evil))
		refused(t, http.StatusBadRequest, "invalid_parameter", answer, evil)
		assert.Contains(t, answer.Body.String(), "return_to", evil)
		assert.Empty(t, b.cookies, evil)
	}
	refused(t, http.StatusBadRequest, "invalid_parameter", b.send(http.MethodGet, "/login?return_to=/a&return_to=/b"), "twice")
	for _, fine := range []string{"/", "/a/b?c=d&e=%2F%2Fevil.example", "/a#/orders", "/a@b:c", "/login?return_to=%2F"} {
		assert.Equal(t, fine, b.finish(p.authorize(b.begin(fine))).Header().Get("Location"))
	}
	answer := b.send(http.MethodGet, "/login")
	assert.Equal(t, "/", b.finish(p.authorize(answer.Header().Get("Location"))).Header().Get("Location"), "without one")
}

func TestPagesLeadToTheLogin(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	b := newSite(t, options(p)).browser()
	page := []string{"Accept", "text/html,application/xhtml+xml", "Sec-Fetch-Mode", "navigate"}
	answer := b.send(http.MethodGet, "/parcels?a=b", page...)
	assert.Equal(t, http.StatusSeeOther, answer.Code)
	assert.Equal(t, "/login?return_to=%2Fparcels%3Fa%3Db", answer.Header().Get("Location"))
	assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"))
	for name, c := range map[string]struct {
		method  string
		headers []string
	}{
		"a change":  {http.MethodPost, page},
		"a fetch":   {http.MethodGet, []string{"Accept", "text/html", "Sec-Fetch-Mode", "cors"}},
		"a program": {http.MethodGet, []string{"Accept", "application/json"}},
		"a token":   {http.MethodGet, append([]string{"Authorization", "Bearer x"}, page...)},
	} {
		assert.Equal(t, http.StatusUnauthorized, b.send(c.method, "/parcels", c.headers...).Code, name)
	}
	p.be(func(p *provider) { p.access = map[string]any{"scope": "parcels:read"} })
	b.enter(p)
	assert.Equal(t, http.StatusForbidden, b.send(http.MethodGet, "/parcels", page...).Code, "who may not is not asked to log in again")
}

func TestTokensThatAreSentCountBeforeTheSession(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s := newSite(t, options(p))
	b := s.browser()
	b.enter(p)
	direct := p.sign(map[string]any{"aud": audience, "scope": "parcels:write", "jti": "direct"})
	assert.Equal(t, http.StatusNoContent, b.send(http.MethodPost, "/parcels", "Authorization", "Bearer "+direct, "Sec-Fetch-Site", "cross-site").Code)
	assert.Equal(t, []string{"Bearer " + direct}, s.reached)
	assert.Equal(t, http.StatusUnauthorized, b.send(http.MethodGet, "/parcels", "Authorization", "Bearer wrong").Code)
}

func TestPagesOfOtherSitesChangeNothing(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s := newSite(t, options(p))
	b := s.browser()
	b.enter(p)
	for name, c := range map[string]struct {
		method  string
		headers []string
		fine    bool
	}{
		"of this site":                 {http.MethodPost, []string{"Sec-Fetch-Site", "same-origin"}, true},
		"of this site, older":          {http.MethodPost, []string{"Origin", "https://shop.example"}, true},
		"of no page":                   {http.MethodPut, nil, true},
		"of another site":              {http.MethodPost, []string{"Sec-Fetch-Site", "cross-site"}, false},
		"of a neighbour":               {http.MethodDelete, []string{"Sec-Fetch-Site", "same-site", "Origin", "https://blog.shop.example"}, false},
		"of another site, older":       {http.MethodPost, []string{"Origin", "https://evil.example"}, false},
		"of a page without an origin":  {http.MethodPost, []string{"Origin", "null"}, false},
		"a connection of another site": {http.MethodGet, []string{"Upgrade", "websocket", "Connection", "Upgrade", "Sec-Fetch-Site", "same-site"}, false},
		"a connection of this site":    {http.MethodGet, []string{"Upgrade", "websocket", "Connection", "Upgrade", "Sec-Fetch-Site", "same-origin"}, true},
		"a link of another site":       {http.MethodGet, []string{"Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate"}, true},
	} {
		answer := b.send(c.method, "/parcels", c.headers...)
		if c.fine {
			assert.Equal(t, http.StatusNoContent, answer.Code, name)
			continue
		}
		refused(t, http.StatusForbidden, "cross_origin", answer, name)
		assert.Equal(t, "Bearer", answer.Header().Get("WWW-Authenticate"), name)
	}
	refused(t, http.StatusForbidden, "cross_origin", b.send(http.MethodPost, "/logout", "Sec-Fetch-Site", "cross-site"), "logout")
	assert.Equal(t, http.StatusNoContent, b.call(), "nobody was logged out")
}

func TestLoggingOutEndsTheSessionAtTheProviderToo(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	s := newSite(t, options(p))
	b := s.browser()
	b.enter(p)
	before := b.copied()
	answer := b.send(http.MethodPost, "/logout", "Accept", "text/html", "Sec-Fetch-Site", "same-origin")
	assert.Equal(t, http.StatusSeeOther, answer.Code)
	const there = issuer + "/logout?client_id=" + client + "&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye&theme=dark"
	assert.Equal(t, there, answer.Header().Get("Location"))
	assert.Empty(t, b.cookies)
	assert.Equal(t, http.StatusUnauthorized, b.call())
	require.Len(t, p.revoked, 1)
	assert.Equal(t, "renewal-1", p.revoked[0].Get("token"))
	assert.Empty(t, p.renewals)
	assert.Equal(t, http.StatusNoContent, before.call(), "who copied the cookies has the access token until it ends")

	answer = b.send(http.MethodPost, "/logout")
	assert.JSONEq(t, `{"location": "`+strings.ReplaceAll(there, "&", `\u0026`)+`"}`, answer.Body.String(), "for programs, and whoever has left already")
	assert.Len(t, p.revoked, 1)
	assert.Equal(t, []string{"login ok", "logout ok"}, s.observed)

	p.be(func(p *provider) { p.description = nil })
	plain := newSite(t, options(p)).browser()
	plain.enter(p)
	assert.JSONEq(t, `{"location": "/bye"}`, plain.send(http.MethodPost, "/logout").Body.String(), "where the provider offers nothing")
	assert.Empty(t, plain.cookies)
	assert.Equal(t, http.StatusMethodNotAllowed, plain.send(http.MethodGet, "/logout").Code)
}

func TestAProviderThatIsAwayKeepsNobodyFromLeaving(t *testing.T) {
	t.Parallel()
	p := newProvider(t)
	b := newSite(t, options(p)).browser()
	b.enter(p)
	p.be(func(p *provider) { p.away = true })
	answer := b.send(http.MethodPost, "/logout", "Accept", "text/html")
	assert.Equal(t, http.StatusSeeOther, answer.Code)
	assert.Empty(t, b.cookies)
	assert.Contains(t, answer.Header().Get("X-Logged"), "Server closed")
}

func TestAProviderThatIsAwayLetsNobodyIn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		b := newSite(t, options(p)).browser()
		p.be(func(p *provider) { p.away = true })
		refused(t, http.StatusServiceUnavailable, "provider_unavailable", b.send(http.MethodGet, "/login"), "away")
		p.be(func(p *provider) { p.away = false })
		assert.Equal(t, http.StatusServiceUnavailable, b.send(http.MethodGet, "/login").Code, "not asked again at once")
		time.Sleep(6 * time.Second)
		b.enter(p)
		p.be(func(p *provider) { p.away = true })
		time.Sleep(time.Hour)
		assert.Equal(t, http.StatusSeeOther, b.send(http.MethodGet, "/login").Code, "what it said of itself holds")
	})
}

func TestSecretsMayBeInFilesAndForms(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(file, []byte("first\n"), 0o600))
	p := newProvider(t)
	wanted := options(p)
	wanted.Secret, wanted.SecretFile, wanted.Authentication, wanted.AudienceParameter = "", file, "client_secret_post", "none"
	b := newSite(t, wanted).browser()
	location := b.begin("/")
	assert.NotContains(t, location, "audience")
	b.finish(p.authorize(location))
	require.NoError(t, os.WriteFile(file, []byte("second"), 0o600))
	b.send(http.MethodPost, "/logout")
	assert.Equal(t, "first", p.asked[0].Get("client_secret"))
	assert.Equal(t, client, p.asked[0].Get("client_id"))
	assert.Equal(t, "second", p.revoked[0].Get("client_secret"))
	require.NoError(t, os.Remove(file))
	assert.Contains(t, b.send(http.MethodGet, "/login").Header().Get("X-Logged"), "LOGIN_CLIENT_SECRET_FILE")
}

func TestSettingsThatCannotWorkStopTheStart(t *testing.T) {
	t.Parallel()
	for expected, change := range map[string]func(*oidclogin.Options){
		"LOGIN_CLIENT_ID is not set":                   func(o *oidclogin.Options) { o.ClientID = "" },
		"one of LOGIN_CLIENT_SECRET and":               func(o *oidclogin.Options) { o.Secret = "" },
		"and LOGIN_CLIENT_SECRET_FILE":                 func(o *oidclogin.Options) { o.SecretFile = "too" },
		`LOGIN_PUBLIC_URL is ""`:                       func(o *oidclogin.Options) { o.PublicURL = "" },
		`LOGIN_PUBLIC_URL is "https://shop.example/a"`: func(o *oidclogin.Options) { o.PublicURL = "https://shop.example/a" },
		"must begin with https://":                     func(o *oidclogin.Options) { o.PublicURL = "http://shop.example" },
		`LOGIN_AFTER_LOGOUT is "//evil.example"`:       func(o *oidclogin.Options) { o.AfterLogout = "//evil.example" },
		"one of LOGIN_KEYS and LOGIN_KEYS_FILE":        func(o *oidclogin.Options) { o.Keys = "" },
		"LOGIN_KEYS: key 2 is not 32 bytes":            func(o *oidclogin.Options) { o.Keys += ",c2hvcnQ=" },
		"LOGIN_KEYS holds no key":                      func(o *oidclogin.Options) { o.Keys = " ," },
		"LOGIN_KEYS_FILE: open":                        func(o *oidclogin.Options) { o.Keys, o.KeysFile = "", "/nowhere" },
		"LOGIN_KEYS_FILE holds no key":                 func(o *oidclogin.Options) { o.Keys, o.KeysFile = "", os.DevNull },
		"LOGIN_CLIENT_SECRET_FILE: open":               func(o *oidclogin.Options) { o.Secret, o.SecretFile = "", "/nowhere" },
		"LOGIN_CLIENT_SECRET_FILE: it holds no secret": func(o *oidclogin.Options) { o.Secret, o.SecretFile = "", os.DevNull },
		"AUTH_ALGORITHMS":                              func(o *oidclogin.Options) { o.Tokens.Algorithms = nil },
	} {
		wanted := options(newProvider(t))
		change(&wanted)
		_, err := oidclogin.New(wanted)
		assert.ErrorContains(t, err, expected)
	}
	local := options(newProvider(t))
	local.PublicURL = "http://localhost:8080/"
	_, err := oidclogin.New(local)
	assert.NoError(t, err)
}
