package loginmetrics_test

import (
	"encoding/base64"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/jwt/jwt"
	"goldenpath.dev/patterns/oidc-login/loginmetrics"
	"goldenpath.dev/patterns/oidc-login/oidclogin"
)

// provider describes itself, and gives no tokens.
type provider struct{}

func (provider) RoundTrip(r *http.Request) (*http.Response, error) {
	recorder := httptest.NewRecorder()
	if r.URL.Path != "/.well-known/openid-configuration" {
		recorder.WriteHeader(http.StatusBadGateway)
		return recorder.Result(), nil
	}
	_, err := recorder.WriteString(`{"issuer": "https://issuer.example", "authorization_endpoint": "https://issuer.example/authorize", "token_endpoint": "https://issuer.example/token"}`)
	return recorder.Result(), err
}

func TestLoginsAreCounted(t *testing.T) {
	t.Parallel()
	const size = 32
	login, err := oidclogin.New(oidclogin.Options{
		Tokens:    jwt.Options{Issuer: "https://issuer.example", Audience: "shop", Algorithms: []string{"RS256"}, Transport: provider{}},
		PublicURL: "https://shop.example", AfterLogout: "/", ClientID: "shop", Secret: "secret", AudienceParameter: "none",
		Keys: base64.StdEncoding.EncodeToString(make([]byte, size)), Lifetime: time.Hour, IdleTimeout: time.Hour, Timeout: time.Second,
	})
	require.NoError(t, err)
	registry := prometheus.NewRegistry()
	require.NoError(t, loginmetrics.Observe(registry, login))
	require.Error(t, loginmetrics.Observe(registry, login), "counted twice")
	mux := http.NewServeMux()
	for _, route := range login.Routes() {
		mux.Handle(route.Method+" "+route.Path, route.Handler)
	}
	visit := func(target string, cookies []string) http.Header {
		request := httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil)
		for _, cookie := range cookies {
			pair, _, _ := strings.Cut(cookie, ";")
			request.Header.Add("Cookie", pair)
		}
		recorder := httptest.NewRecorder()
		mux.ServeHTTP(recorder, request)
		return recorder.Header()
	}
	for _, answer := range []string{"&code=a", "&code=b", "&error=access_denied"} {
		begun := visit("/login", nil)
		location, err := url.Parse(begun.Get("Location"))
		require.NoError(t, err)
		ended := visit("/login/callback?state="+location.Query().Get("state")+answer, begun.Values("Set-Cookie"))
		assert.Empty(t, ended.Get("Location"))
	}
	require.NoError(t, testutil.GatherAndCompare(registry, strings.NewReader(`
# HELP login_requests_total Logins, renewals of sessions and logouts at the provider by how they ended.
# TYPE login_requests_total counter
login_requests_total{request="login",result="failed"} 2
login_requests_total{request="login",result="refused"} 1
`)))
}
