package oidclogin_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	issuer   = "https://issuer.example"
	audience = "shop"
	client   = "shop-edge"
	secret   = "s%cret"
	// life is that of access tokens.
	life = 5 * time.Minute
)

// provider is an OpenID Connect provider, at which ann is logged in. It takes a
// code, and a refresh token, once.
type provider struct {
	t   *testing.T
	key ed25519.PrivateKey

	mutex sync.Mutex
	// description is what it says of itself, beside the usual.
	description map[string]any
	// identity and access change the claims of tokens; nil takes one away.
	identity, access map[string]any
	// answer changes what the token endpoint answers.
	answer map[string]any
	// status and failure answer at the token endpoint instead, unless they are empty.
	status  int
	failure string
	away    bool
	takes   time.Duration

	logins   map[string]url.Values // by code
	renewals map[string]bool       // those that are good
	asked    []url.Values          // at the token endpoint
	revoked  []url.Values
	given    int
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	return &provider{
		t: t, key: private, logins: map[string]url.Values{}, renewals: map[string]bool{},
		description: map[string]any{"revocation_endpoint": issuer + "/revoke", "end_session_endpoint": issuer + "/logout?theme=dark"},
	}
}

// RoundTrip answers without a network, which synctest cannot wait for.
func (p *provider) RoundTrip(r *http.Request) (*http.Response, error) {
	p.mutex.Lock()
	away, takes := p.away, p.takes
	p.mutex.Unlock()
	time.Sleep(takes)
	if away {
		return nil, http.ErrServerClosed
	}
	recorder := httptest.NewRecorder()
	p.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func (p *provider) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	switch r.URL.Path {
	case "/.well-known/openid-configuration":
		p.send(w, http.StatusOK, merged(map[string]any{
			"issuer": issuer, "jwks_uri": issuer + "/keys", "authorization_endpoint": issuer + "/authorize", "token_endpoint": issuer + "/token",
		}, p.description))
	case "/keys":
		public, ok := p.key.Public().(ed25519.PublicKey)
		assert.True(p.t, ok)
		p.send(w, http.StatusOK, map[string]any{"keys": []any{map[string]string{
			"kty": "OKP", "crv": "Ed25519", "kid": "one", "x": base64.RawURLEncoding.EncodeToString(public),
		}}})
	case "/token":
		p.token(w, r)
	case "/revoke":
		assert.NoError(p.t, r.ParseForm())
		p.revoked = append(p.revoked, r.PostForm)
		delete(p.renewals, r.PostForm.Get("token"))
	default:
		w.WriteHeader(http.StatusNotFound)
	}
}

func (p *provider) send(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	assert.NoError(p.t, json.NewEncoder(w).Encode(body))
}

func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	assert.NoError(p.t, r.ParseForm())
	user, password, _ := r.BasicAuth()
	form := r.PostForm
	form.Set("user", user)
	form.Set("password", password)
	p.asked = append(p.asked, form)
	refused := func() { p.send(w, http.StatusBadRequest, map[string]string{"error": "invalid_grant"}) }
	if p.status != 0 {
		w.Header().Set("Location", issuer+"/token")
		p.send(w, p.status, map[string]string{"error": p.failure, "error_description": secret})
		return
	}
	var login url.Values
	switch form.Get("grant_type") {
	case "authorization_code":
		var begun bool
		if login, begun = p.logins[form.Get("code")]; !begun {
			refused()
			return
		}
		delete(p.logins, form.Get("code"))
		sum := sha256.Sum256([]byte(form.Get("code_verifier")))
		assert.Equal(p.t, login.Get("code_challenge"), base64.RawURLEncoding.EncodeToString(sum[:]))
		assert.Equal(p.t, login.Get("redirect_uri"), form.Get("redirect_uri"))
	case "refresh_token":
		if !p.renewals[form.Get("refresh_token")] {
			refused()
			return
		}
		delete(p.renewals, form.Get("refresh_token"))
	}
	p.given++
	number := strconv.Itoa(p.given)
	p.renewals["renewal-"+number] = true
	p.send(w, http.StatusOK, merged(map[string]any{
		"access_token": p.sign(merged(map[string]any{"aud": audience, "scope": "parcels:read parcels:write", "jti": number}, p.access)),
		"id_token":     p.sign(merged(map[string]any{"aud": client, "nonce": login.Get("nonce"), "name": "Ann"}, p.identity)),
		"token_type":   "Bearer", "expires_in": int(life.Seconds()), "refresh_token": "renewal-" + number,
	}, p.answer))
}

// sign makes a token by hand. go-jose waits for what another goroutine has begun to
// encode, and panics where that one is in a bubble of synctest.
func (p *provider) sign(claims map[string]any) string {
	claims = merged(map[string]any{"iss": issuer, "sub": "ann", "exp": time.Now().Add(life).Unix()}, claims)
	var token []byte
	for i, part := range []map[string]any{{"alg": "EdDSA", "kid": "one"}, claims} {
		text, err := json.Marshal(part)
		assert.NoError(p.t, err)
		if i > 0 {
			token = append(token, '.')
		}
		token = base64.RawURLEncoding.AppendEncode(token, text)
	}
	return string(token) + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(p.key, token))
}

// merged are the values with some changed; nil takes one away.
func merged(values, changes map[string]any) map[string]any {
	result := map[string]any{}
	for _, part := range []map[string]any{values, changes} {
		for name, value := range part {
			result[name] = value
			if value == nil {
				delete(result, name)
			}
		}
	}
	return result
}

// authorize lets ann in, and returns the query of the address that her browser is
// sent back to.
func (p *provider) authorize(location string) url.Values {
	p.t.Helper()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	target, err := url.Parse(location)
	require.NoError(p.t, err)
	require.Equal(p.t, issuer+"/authorize", target.Scheme+"://"+target.Host+target.Path)
	login := target.Query()
	code := "code-" + strconv.Itoa(len(p.logins)+p.given)
	p.logins[code] = login
	return url.Values{"code": {code}, "state": {login.Get("state")}}
}

// be changes the provider.
func (p *provider) be(change func(*provider)) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	change(p)
}

// askedFor counts the requests for tokens.
func (p *provider) askedFor() int {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return len(p.asked)
}
