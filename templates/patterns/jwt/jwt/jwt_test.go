package jwt_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/jwt/jwt"
)

const (
	issuer   = "https://issuer.example"
	audience = "parcels"
	skew     = 30 * time.Second
)

// TestMain encodes all that the tests let go-jose encode, once and before them: it
// waits for what another goroutine has begun, and panics where that one is in a
// bubble of synctest.
func TestMain(m *testing.M) {
	if err := encode(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	m.Run()
}

func encode() error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	key := jose.JSONWebKey{KeyID: "any", Key: private}
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.EdDSA, Key: key}, nil)
	if err != nil {
		return err
	}
	signed, err := signer.Sign(nil)
	if err != nil {
		return err
	}
	if _, err := signed.CompactSerialize(); err != nil {
		return err
	}
	_, err = json.Marshal(key.Public())
	return err
}

// publisher publishes keys, as an issuer does.
type publisher struct {
	mutex sync.Mutex
	keys  []jose.JSONWebKey
	away  bool
	reads int
}

func (p *publisher) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.reads++
	if p.away {
		w.WriteHeader(http.StatusBadGateway)
		return
	}
	_ = json.NewEncoder(w).Encode(jose.JSONWebKeySet{Keys: p.keys})
}

func (p *publisher) publish(away bool, keys ...jose.JSONWebKey) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.away, p.keys = away, keys
}

func newAuthenticator(t *testing.T, algorithms ...string) (*jwt.Authenticator, *publisher) {
	t.Helper()
	published := &publisher{}
	server := httptest.NewServer(published)
	t.Cleanup(server.Close)
	authenticator, err := jwt.New(jwt.Options{
		Issuer: issuer, Audience: audience, KeysURL: server.URL, Algorithms: algorithms, Skew: skew, KeysMaxAge: time.Hour,
	})
	require.NoError(t, err)
	return authenticator, published
}

// present presents a token to the authenticator, over some transport.
type present func(t *testing.T, authenticator *jwt.Authenticator, token string) (*auth.Principal, error)

// authenticate presents a token in a header.
func authenticate(t *testing.T, authenticator *jwt.Authenticator, token string) (*auth.Principal, error) {
	t.Helper()
	return authenticator.Authenticate(t.Context(), http.Header{"Authorization": {"Bearer " + token}}.Get)
}

func ed(t *testing.T, id string) jose.JSONWebKey {
	t.Helper()
	_, private, err := ed25519.GenerateKey(rand.Reader)
	require.NoError(t, err)
	return jose.JSONWebKey{KeyID: id, Key: private}
}

// good are claims that the service accepts.
func good() map[string]any {
	return map[string]any{
		"iss": issuer, "aud": []string{"other", audience}, "sub": "ann", "exp": time.Now().Add(time.Minute).Unix(), "scope": "parcels:read parcels:write",
	}
}

// but returns the good claims with some changed, nil removes one.
func but(changes map[string]any) map[string]any {
	claims := good()
	for name, value := range changes {
		if value == nil {
			delete(claims, name)
		} else {
			claims[name] = value
		}
	}
	return claims
}

func sign(t *testing.T, algorithm jose.SignatureAlgorithm, key any, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, nil)
	require.NoError(t, err)
	payload, err := json.Marshal(claims)
	require.NoError(t, err)
	signed, err := signer.Sign(payload)
	require.NoError(t, err)
	token, err := signed.CompactSerialize()
	require.NoError(t, err)
	return token
}

func TestClaimsAreChecked(t *testing.T) {
	t.Parallel()
	checkClaims(t, authenticate)
}

func checkClaims(t *testing.T, authenticate present) {
	t.Helper()
	authenticator, published := newAuthenticator(t, "EdDSA")
	key := ed(t, "one")
	published.publish(false, key.Public())
	at := func(distance time.Duration) int64 { return time.Now().Add(distance).Unix() }
	for name, c := range map[string]struct {
		changes map[string]any
		fine    bool
	}{
		"good":                         {nil, true},
		"one audience":                 {map[string]any{"aud": audience}, true},
		"expired":                      {map[string]any{"exp": at(-time.Minute)}, false},
		"expired, within the skew":     {map[string]any{"exp": at(-skew / 2)}, true},
		"never expires":                {map[string]any{"exp": nil}, false},
		"not yet":                      {map[string]any{"nbf": at(time.Minute)}, false},
		"not yet, within the skew":     {map[string]any{"nbf": at(skew / 2)}, true},
		"issued in the future":         {map[string]any{"iat": at(time.Minute)}, false},
		"wrong issuer":                 {map[string]any{"iss": "https://evil.example"}, false},
		"issuer with a slash":          {map[string]any{"iss": issuer + "/"}, false},
		"no issuer":                    {map[string]any{"iss": nil}, false},
		"wrong audience":               {map[string]any{"aud": "other"}, false},
		"no audience":                  {map[string]any{"aud": nil}, false},
		"no subject":                   {map[string]any{"sub": nil}, false},
		"expiry that is no number":     {map[string]any{"exp": "tomorrow"}, false},
		"scopes that are not a text":   {map[string]any{"scope": 7}, false},
		"scopes of the other spelling": {map[string]any{"scp": []string{"parcels:read"}}, true},
	} {
		principal, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, but(c.changes)))
		if c.fine {
			require.NoError(t, err, name)
			assert.Equal(t, "ann", principal.Subject, name)
			continue
		}
		assert.Equal(t, fault.Unauthenticated, fault.KindOf(err), name)
		assert.Nil(t, principal, name)
	}
}

func TestScopesAreReadInEverySpelling(t *testing.T) {
	t.Parallel()
	authenticator, published := newAuthenticator(t, "EdDSA")
	key := ed(t, "one")
	published.publish(false, key.Public())
	for _, changes := range []map[string]any{
		{"scope": "a b"},
		{"scope": nil, "scp": "a b"},
		{"scope": nil, "scp": []string{"a", "b"}},
		{"scope": "a", "scp": []string{"b"}},
	} {
		principal, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, but(changes)))
		require.NoError(t, err)
		assert.Equal(t, []string{"a", "b"}, principal.Scopes)
	}
}

func TestRolesAreReadWhereTheSettingSays(t *testing.T) {
	t.Parallel()
	published := &publisher{}
	server := httptest.NewServer(published)
	t.Cleanup(server.Close)
	key := ed(t, "one")
	published.publish(false, key.Public())
	type object = map[string]any
	for name, c := range map[string]struct {
		path    string
		changes object
		roles   []string
	}{
		"a list":                   {"roles", object{"roles": []string{"admin", "Clerk"}}, []string{"admin", "Clerk"}},
		"one role":                 {"roles", object{"roles": "not admin"}, []string{"not admin"}},
		"inside of another":        {"realm_access.roles", object{"realm_access": object{"roles": []string{"admin"}}}, []string{"admin"}},
		"a name that is a URL":     {"https://parcels.example/roles", object{"https://parcels.example/roles": []string{"admin"}}, []string{"admin"}},
		"inside of a name of dots": {"https://a.example.roles", object{"https://a.example": object{"roles": "admin"}}, []string{"admin"}},
		"no claim":                 {"roles", nil, nil},
		"another claim":            {"roles", object{"realm_access": object{"roles": []string{"admin"}}, "Roles": "admin"}, nil},
		"nothing inside":           {"realm_access.roles", object{"realm_access": object{}}, nil},
		"inside of a text":         {"realm_access.roles", object{"realm_access": "admin"}, nil},
		"inside of a list":         {"realm_access.roles", object{"realm_access": []any{object{"roles": "admin"}}}, nil},
		"a number":                 {"roles", object{"roles": 7}, nil},
		"null":                     {"roles", object{"roles": json.RawMessage("null")}, nil},
		"an object":                {"roles", object{"roles": object{"admin": true}}, nil},
		"a list of more than text": {"roles", object{"roles": []any{"admin", 7}}, nil},
		"a list of lists":          {"roles", object{"roles": []any{[]string{"admin"}}}, nil},
		"dots that lead nowhere":   {"..roles.", object{"roles": "admin"}, nil},
	} {
		authenticator, err := jwt.New(jwt.Options{
			Issuer: issuer, Audience: audience, KeysURL: server.URL, Algorithms: []string{"EdDSA"}, RolesClaim: c.path, KeysMaxAge: time.Hour,
		})
		require.NoError(t, err)
		principal, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, but(c.changes)))
		require.NoError(t, err, name)
		assert.Equal(t, c.roles, principal.Roles, name)
		assert.Equal(t, []string{"parcels:read", "parcels:write"}, principal.Scopes, name)
	}
}

func TestAlgorithmsArePinned(t *testing.T) {
	t.Parallel()
	checkAlgorithms(t, authenticate)
}

func checkAlgorithms(t *testing.T, authenticate present) {
	t.Helper()
	authenticator, published := newAuthenticator(t, "RS256", "ES256")
	const bits = 2048
	rsaKey, err := rsa.GenerateKey(rand.Reader, bits)
	require.NoError(t, err)
	ecKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	edKey := ed(t, "ed")
	published.publish(false,
		jose.JSONWebKey{KeyID: "rsa", Key: rsaKey.Public()}, jose.JSONWebKey{KeyID: "ec", Key: ecKey.Public()}, edKey.Public(),
	)
	named := func(id string, key crypto.Signer) jose.JSONWebKey { return jose.JSONWebKey{KeyID: id, Key: key} }
	for name, token := range map[string]string{
		"RS256": sign(t, jose.RS256, named("rsa", rsaKey), good()),
		"ES256": sign(t, jose.ES256, named("ec", ecKey), good()),
	} {
		_, err := authenticate(t, authenticator, token)
		require.NoError(t, err, name)
	}

	public, err := x509.MarshalPKIXPublicKey(rsaKey.Public())
	require.NoError(t, err)
	asText := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: public})
	body, err := json.Marshal(good())
	require.NoError(t, err)
	encoded := base64.RawURLEncoding.EncodeToString
	valid := sign(t, jose.RS256, named("rsa", rsaKey), good())
	parts := strings.Split(valid, ".")
	other := strings.Split(sign(t, jose.RS256, named("rsa", rsaKey), but(map[string]any{"sub": "eve"})), ".")
	for name, token := range map[string]string{
		"none":                        encoded([]byte(`{"alg":"none","kid":"rsa"}`)) + "." + encoded(body) + ".",
		"None":                        encoded([]byte(`{"alg":"None","kid":"rsa"}`)) + "." + encoded(body) + ".",
		"none with a signature":       encoded([]byte(`{"alg":"none","kid":"rsa"}`)) + "." + encoded(body) + "." + parts[2],
		"a public key as a secret":    sign(t, jose.HS256, jose.JSONWebKey{KeyID: "rsa", Key: asText}, good()),
		"an algorithm not pinned":     sign(t, jose.EdDSA, edKey, good()),
		"a stronger one, not pinned":  sign(t, jose.RS512, named("rsa", rsaKey), good()),
		"a key of another algorithm":  sign(t, jose.ES256, named("rsa", ecKey), good()),
		"a key of a stranger":         sign(t, jose.RS256, named("rsa", strange(t)), good()),
		"claims of another token":     parts[0] + "." + other[1] + "." + parts[2],
		"no signature":                parts[0] + "." + parts[1] + ".",
		"a key that nobody published": sign(t, jose.RS256, named("unknown", rsaKey), good()),
		"no key id, of three keys":    sign(t, jose.RS256, rsaKey, good()),
		"no token":                    "",
		"no token at all":             "a.b.c",
	} {
		_, err := authenticate(t, authenticator, token)
		assert.Equal(t, fault.Unauthenticated, fault.KindOf(err), name)
	}
}

func strange(t *testing.T) crypto.Signer {
	t.Helper()
	const bits = 2048
	key, err := rsa.GenerateKey(rand.Reader, bits)
	require.NoError(t, err)
	return key
}

func TestSecretsThatArePublishedAreNoKeys(t *testing.T) {
	t.Parallel()
	authenticator, published := newAuthenticator(t, "EdDSA")
	private := ed(t, "private")
	encrypting := ed(t, "encrypting")
	public := encrypting.Public()
	public.Use = "enc"
	published.publish(false, private, public)
	for _, key := range []jose.JSONWebKey{private, encrypting} {
		_, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, good()))
		assert.Equal(t, fault.Unauthenticated, fault.KindOf(err), key.KeyID)
	}
}

func TestOtherCredentialsAreForOthers(t *testing.T) {
	t.Parallel()
	authenticator, _ := newAuthenticator(t, "EdDSA")
	for _, header := range []string{"", "Basic abc", "Bearerabc"} {
		principal, err := authenticator.Authenticate(t.Context(), http.Header{"Authorization": {header}}.Get)
		require.NoError(t, err)
		assert.Nil(t, principal)
	}
}

func TestSettingsAreChecked(t *testing.T) {
	t.Parallel()
	valid := jwt.Options{Issuer: issuer, Audience: audience, KeysURL: "https://issuer.example/keys", Algorithms: []string{"RS256"}}
	for expected, change := range map[string]func(*jwt.Options){
		"AUTH_ISSUER":     func(o *jwt.Options) { o.Issuer = "" },
		"AUTH_AUDIENCE":   func(o *jwt.Options) { o.Audience = "" },
		"AUTH_KEYS_URL":   func(o *jwt.Options) { o.KeysURL, o.Issuer = "", "issuer" },
		"HS256":           func(o *jwt.Options) { o.Algorithms = []string{"RS256", "HS256"} },
		"none":            func(o *jwt.Options) { o.Algorithms = []string{"none"} },
		"AUTH_ALGORITHMS": func(o *jwt.Options) { o.Algorithms = nil },
	} {
		options := valid
		change(&options)
		_, err := jwt.New(options)
		assert.ErrorContains(t, err, expected)
	}
}

// transport answers without a network, which synctest cannot wait for.
type transport struct{ *publisher }

func (p transport) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	p.ServeHTTP(recorder, r)
	return recorder.Result(), nil
}

func TestKeysAreChangedWithoutARestart(t *testing.T) {
	t.Parallel()
	checkKeys(t, authenticate)
}

// checkKeys wants present to need no network.
func checkKeys(t *testing.T, authenticate present) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		published := &publisher{}
		authenticator, err := jwt.New(jwt.Options{
			Issuer: issuer, Audience: audience, KeysURL: "https://issuer.example/keys", Algorithms: []string{"EdDSA"}, KeysMaxAge: 10 * time.Minute,
			Transport: transport{published},
		})
		require.NoError(t, err)
		kindOf := func(key jose.JSONWebKey) fault.Kind {
			_, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, good()))
			return fault.KindOf(err)
		}
		fine := func(key jose.JSONWebKey) {
			t.Helper()
			_, err := authenticate(t, authenticator, sign(t, jose.EdDSA, key, good()))
			require.NoError(t, err)
		}
		first, second := ed(t, "first"), ed(t, "second")

		published.publish(true)
		assert.Equal(t, fault.Unavailable, kindOf(first), "no keys, and the issuer is away")
		published.publish(false, first.Public())
		assert.Equal(t, fault.Unavailable, kindOf(first), "not asked again at once")
		time.Sleep(time.Minute)
		fine(first)

		published.publish(false, first.Public(), second.Public())
		time.Sleep(time.Minute)
		fine(second)
		fine(first)

		reads := published.reads
		for range 100 {
			assert.Equal(t, fault.Unauthenticated, kindOf(ed(t, "made up")))
		}
		assert.LessOrEqual(t, published.reads-reads, 1, "made-up key ids are no load on the issuer")

		published.publish(true)
		time.Sleep(time.Hour)
		fine(first)
		synctest.Wait()
		fine(second)

		published.publish(false, second.Public())
		time.Sleep(time.Minute)
		fine(first) // the keys are being read meanwhile
		synctest.Wait()
		fine(second)
		time.Sleep(time.Minute)
		assert.Equal(t, fault.Unauthenticated, kindOf(first), "the issuer took it back")
	})
}
