package jwt_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/jwt/jwt"
)

// describing is an issuer that describes itself as told, and has its keys in a
// place that only the description knows.
type describing struct {
	publisher

	told map[string]string
}

func (d *describing) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	switch r.URL.String() {
	case issuer + "/.well-known/openid-configuration":
		_ = json.NewEncoder(recorder).Encode(d.told)
	case "https://keys.example/set":
		d.ServeHTTP(recorder, r)
	default:
		recorder.WriteHeader(http.StatusNotFound)
	}
	return recorder.Result(), nil
}

func TestTheIssuerTellsWhereItsKeysAre(t *testing.T) {
	t.Parallel()
	const place = "https://keys.example/set"
	key := ed(t, "one")
	for name, c := range map[string]struct {
		issuer string
		told   map[string]string
		wrong  string
	}{
		"it does":               {issuer, map[string]string{"issuer": issuer, "jwks_uri": place}, ""},
		"with a slash":          {issuer + "/", map[string]string{"issuer": issuer + "/", "jwks_uri": place}, ""},
		"it is another":         {issuer, map[string]string{"issuer": "https://other.example", "jwks_uri": place}, `calls itself "https://other.example"`},
		"a slash is a spelling": {issuer, map[string]string{"issuer": issuer + "/", "jwks_uri": place}, "calls itself"},
		"it says nothing":       {issuer, nil, "calls itself"},
		"it has no place":       {issuer, map[string]string{"issuer": issuer}, "which is no URL"},
		"the place is open":     {issuer, map[string]string{"issuer": issuer, "jwks_uri": "http://keys.example/set"}, "change it on the way"},
		"nothing is there":      {issuer, map[string]string{"issuer": issuer, "jwks_uri": "https://none.example/"}, "404"},
		"it is not there":       {"https://none.example", nil, "ask the issuer where its keys are"},
	} {
		published := &describing{told: c.told}
		published.publish(false, key.Public())
		authenticator, err := jwt.New(jwt.Options{
			Issuer: c.issuer, Audience: audience, Algorithms: []string{"EdDSA"}, Skew: skew, KeysMaxAge: time.Hour, Transport: published,
		})
		require.NoError(t, err, name)
		principal, err := authenticate(t, authenticator, sign(t, "EdDSA", key, but(map[string]any{"iss": c.issuer})))
		if c.wrong == "" {
			require.NoError(t, err, name)
			assert.Equal(t, "ann", principal.Subject, name)
			continue
		}
		assert.Equal(t, fault.Unavailable, fault.KindOf(err), name)
		assert.ErrorContains(t, err, c.wrong, name)
	}
}
