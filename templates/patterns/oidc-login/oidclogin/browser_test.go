package oidclogin_test

import (
	"encoding/base64"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/authorization/httpauth"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/jwt/jwt"
	"goldenpath.dev/patterns/logging/requestinfo"
	"goldenpath.dev/patterns/oidc-login/oidclogin"
	"goldenpath.dev/patterns/rest-contract/httpx"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func keyOf(letter string) string {
	const size = 32
	return base64.StdEncoding.EncodeToString([]byte(strings.Repeat(letter, size)))
}

func options(p *provider) oidclogin.Options {
	return oidclogin.Options{
		Tokens: jwt.Options{
			Issuer: issuer, Audience: audience, Algorithms: []string{"EdDSA"}, KeysMaxAge: time.Hour, Transport: p,
		},
		PublicURL: "https://shop.example", ClientID: client, Secret: secret, Authentication: "client_secret_basic",
		Scopes: []string{"parcels:read", "parcels:write"}, AudienceParameter: "audience",
		Keys: keyOf("a"), Lifetime: 8 * time.Hour, IdleTimeout: time.Hour, AfterLogout: "/bye", Timeout: time.Second,
	}
}

// site is a service with a login, and one route that wants a scope.
type site struct {
	t     *testing.T
	login *oidclogin.Login
	mux   *http.ServeMux

	mutex    sync.Mutex
	reached  []string // the Authorization headers that came to the route
	observed []string
}

func newSite(t *testing.T, options oidclogin.Options) *site {
	t.Helper()
	login, err := oidclogin.New(options)
	require.NoError(t, err)
	known, err := jwt.New(options.Tokens)
	require.NoError(t, err)
	s := &site{t: t, login: login, mux: http.NewServeMux()}
	login.Observe(func(asking string, err error) {
		s.mutex.Lock()
		defer s.mutex.Unlock()
		result := "ok"
		if err != nil {
			result = "failed"
			if oidclogin.IsRefusal(err) {
				result = "refused"
			}
		}
		s.observed = append(s.observed, asking+" "+result)
	})
	routes := append(login.Routes(), httpx.Route{Path: "/parcels", Handler: http.HandlerFunc(s.parcels)})
	authenticators := []auth.Authenticator{known}
	policy := func(route httpx.Route) (string, bool) { return "parcels:write", route.Public }
	require.NoError(t, httpauth.Guard(routes, policy, nil, authenticators))
	login.Know(routes, authenticators)
	for _, route := range routes {
		s.mux.Handle(strings.TrimSpace(route.Method+" "+route.Path), route.Handler)
	}
	return s
}

func (s *site) parcels(w http.ResponseWriter, r *http.Request) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.reached = append(s.reached, r.Header.Get("Authorization"))
	assert.Equal(s.t, "ann", auth.From(r.Context()).Subject)
	w.WriteHeader(http.StatusNoContent)
}

// browser keeps cookies.
type browser struct {
	site *site

	mutex   sync.Mutex
	cookies map[string]*http.Cookie
	ends    map[string]time.Time
}

func (s *site) browser() *browser {
	return &browser{site: s, cookies: map[string]*http.Cookie{}, ends: map[string]time.Time{}}
}

// copied is a browser with the same cookies.
func (b *browser) copied() *browser {
	return &browser{site: b.site, cookies: maps.Clone(b.cookies), ends: maps.Clone(b.ends)}
}

// send sends a request with the cookies, and keeps those that come.
func (b *browser) send(method, target string, headers ...string) *httptest.ResponseRecorder {
	t := b.site.t
	t.Helper()
	info := &requestinfo.Info{ID: "r-1"}
	request := httptest.NewRequestWithContext(requestinfo.With(t.Context(), info), method, "https://shop.example"+target, nil)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	b.mutex.Lock()
	for name, cookie := range b.cookies {
		if time.Now().Before(b.ends[name]) {
			request.AddCookie(cookie)
		}
	}
	b.mutex.Unlock()
	recorder := httptest.NewRecorder()
	b.site.mux.ServeHTTP(recorder, request)
	b.mutex.Lock()
	defer b.mutex.Unlock()
	for _, cookie := range recorder.Result().Cookies() {
		assert.True(t, cookie.Secure && cookie.HttpOnly && cookie.SameSite == http.SameSiteLaxMode && cookie.Path == "/" && cookie.Domain == "", cookie)
		assert.True(t, strings.HasPrefix(cookie.Name, "__Host-"), cookie)
		b.ends[cookie.Name] = time.Now().Add(time.Duration(cookie.MaxAge) * time.Second)
		b.cookies[cookie.Name] = cookie
		if cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	if info.Err != nil {
		recorder.Header().Set("X-Logged", info.Err.Error())
	}
	return recorder
}

// begin begins a login and returns where the browser is sent.
func (b *browser) begin(returnTo string) string {
	b.site.t.Helper()
	answer := b.send(http.MethodGet, "/login?return_to="+url.QueryEscape(returnTo))
	require.Equal(b.site.t, http.StatusSeeOther, answer.Code, answer.Body.String())
	require.Equal(b.site.t, "no-store", answer.Header().Get("Cache-Control"))
	return answer.Header().Get("Location")
}

// finish comes back from the provider.
func (b *browser) finish(query url.Values) *httptest.ResponseRecorder {
	b.site.t.Helper()
	return b.send(http.MethodGet, "/login/callback?"+query.Encode())
}

// enter logs ann in.
func (b *browser) enter(p *provider) {
	b.site.t.Helper()
	answer := b.finish(p.authorize(b.begin("/parcels")))
	require.Equal(b.site.t, http.StatusSeeOther, answer.Code, answer.Body.String())
	require.Equal(b.site.t, "/parcels", answer.Header().Get("Location"))
}

// call calls the route, and returns the status.
func (b *browser) call() int {
	b.site.t.Helper()
	return b.send(http.MethodGet, "/parcels").Code
}

// has tells whether the browser keeps a cookie of a session.
func (b *browser) has() bool {
	for name := range b.cookies {
		if strings.HasPrefix(name, "__Host-session") {
			return true
		}
	}
	return false
}

// refused checks that an answer is a problem.
func refused(t *testing.T, status int, code string, answer *httptest.ResponseRecorder, name string) {
	t.Helper()
	var document problem.Document
	require.NoError(t, json.Unmarshal(answer.Body.Bytes(), &document), name)
	assert.Equal(t, status, answer.Code, name)
	assert.Equal(t, code, document.Code, name)
	assert.NotContains(t, answer.Body.String(), secret, name)
	assert.Equal(t, "no-store", answer.Header().Get("Cache-Control"), name)
}
