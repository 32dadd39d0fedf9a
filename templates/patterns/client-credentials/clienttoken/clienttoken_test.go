package clienttoken_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/client-credentials/clienttoken"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// provider gives token-1, token-2 and so on.
type provider struct {
	mutex sync.Mutex
	// asked holds the forms that came, with the credentials of each as user and
	// password.
	asked []map[string]string
	// life is the expires_in of tokens, in seconds; 0 leaves it out.
	life int
	// takes is the time that an answer takes.
	takes time.Duration
	// status and failure answer instead, unless they are empty.
	status  int
	failure string
	kind    string
}

// RoundTrip answers a request for a token.
func (p *provider) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.ParseForm(); err != nil {
		return nil, err
	}
	form := map[string]string{}
	for name := range r.PostForm {
		form[name] = r.PostForm.Get(name)
	}
	form["user"], form["password"], _ = r.BasicAuth()
	p.mutex.Lock()
	p.asked = append(p.asked, form)
	number, status, failure := len(p.asked), p.status, p.failure
	p.mutex.Unlock()
	time.Sleep(p.takes)
	if status != 0 {
		return answer(status, failure), nil
	}
	given := map[string]any{"access_token": "token-" + strconv.Itoa(number), "token_type": p.kind}
	if p.life > 0 {
		given["expires_in"] = p.life
	}
	text, err := json.Marshal(given)
	return answer(http.StatusOK, string(text)), err
}

func answer(status int, body string) *http.Response {
	header := http.Header{"Content-Type": {"application/json"}, "Location": {"https://elsewhere.example/token"}}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body))}
}

func options(p *provider) clienttoken.Options {
	return clienttoken.Options{
		TokenURL: "https://issuer.example/token", ClientID: "orders", Secret: "s%cret", AudienceParameter: "audience",
		Timeout: time.Second, Transport: p,
	}
}

func callerOf(name string) *calling.Caller {
	return calling.New(calling.Options{Name: name, Timeout: 10 * time.Second, Attempts: 1, Concurrency: 100})
}

func authorized(t *testing.T, options clienttoken.Options) *calling.Caller {
	t.Helper()
	caller := callerOf("parcels")
	_, err := clienttoken.Authorize([]*calling.Caller{caller}, options)
	require.NoError(t, err)
	return caller
}

// call makes a call that is refused with the tokens given, and returns those that
// it was sent with.
func call(ctx context.Context, caller *calling.Caller, refused ...string) (tokens []string, err error) {
	err = caller.Do(ctx, calling.Request{Send: func(ctx context.Context) error {
		return caller.Attempt(ctx, func(_ context.Context, token string) (bool, error) {
			tokens = append(tokens, token)
			if slices.Contains(refused, token) {
				return true, &calling.Failure{Err: errors.New("refused"), Verdict: calling.Well}
			}
			return false, nil
		})
	}})
	return tokens, err
}

func TestATokenIsAskedForAsTheStandardHasIt(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change   func(*clienttoken.Options)
		expected map[string]string
	}{
		"usually": {func(*clienttoken.Options) {}, map[string]string{"audience": "parcels", "user": "orders", "password": "s%25cret"}},
		"with scopes and another audience": {func(o *clienttoken.Options) {
			o.Scopes, o.Audiences, o.AudienceParameter = []string{"a", "b"}, []string{"parcels=https://parcels.example/?a=b"}, "resource"
		}, map[string]string{"resource": "https://parcels.example/?a=b", "scope": "a b", "user": "orders", "password": "s%25cret"}},
		"in the form": {func(o *clienttoken.Options) {
			o.Authentication, o.AudienceParameter = "client_secret_post", "none"
		}, map[string]string{"client_id": "orders", "client_secret": "s%cret", "user": "", "password": ""}},
	} {
		asked := &provider{kind: "bearer"}
		wanted := options(asked)
		c.change(&wanted)
		tokens, err := call(t.Context(), authorized(t, wanted))
		require.NoError(t, err, name)
		assert.Equal(t, []string{"token-1"}, tokens, name)
		c.expected["grant_type"] = "client_credentials"
		assert.Equal(t, []map[string]string{c.expected}, asked.asked, name)
	}
}

func TestServicesGetTokensOfTheirOwn(t *testing.T) {
	t.Parallel()
	asked := &provider{kind: "Bearer"}
	parcels, partners := callerOf("parcels"), callerOf("partners")
	tokens, err := clienttoken.Authorize([]*calling.Caller{parcels, partners}, options(asked))
	require.NoError(t, err)
	var observed []string
	tokens.Observe(func(service string, err error) {
		assert.NoError(t, err)
		observed = append(observed, service)
	})
	for range 3 {
		sent, err := call(t.Context(), parcels)
		require.NoError(t, err)
		assert.Equal(t, []string{"token-1"}, sent)
		sent, err = call(t.Context(), partners)
		require.NoError(t, err)
		assert.Equal(t, []string{"token-2"}, sent)
	}
	assert.Equal(t, []string{"parcels", "partners"}, observed)
	assert.Equal(t, "partners", asked.asked[1]["audience"])
}

func TestManyCallsWaitForOneToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		asked := &provider{kind: "Bearer", takes: 500 * time.Millisecond}
		caller := authorized(t, options(asked))
		hurried, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		var calls sync.WaitGroup
		calls.Go(func() {
			// Who comes first and has no time does not take the token from the others.
			_, err := call(hurried, caller)
			assert.ErrorIs(t, err, context.DeadlineExceeded)
		})
		synctest.Wait()
		for range 50 {
			calls.Go(func() {
				tokens, err := call(t.Context(), caller)
				assert.NoError(t, err)
				assert.Equal(t, []string{"token-1"}, tokens)
			})
		}
		calls.Wait()
		assert.Len(t, asked.asked, 1)
	})
}

func TestTheNextTokenIsFetchedBeforeTheOneBeforeEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		asked := &provider{kind: "Bearer", life: 100, takes: 500 * time.Millisecond}
		caller := authorized(t, options(asked))
		sent := func() string {
			started := time.Now()
			tokens, err := call(t.Context(), caller)
			require.NoError(t, err)
			require.Len(t, tokens, 1)
			return tokens[0] + " after " + time.Since(started).String()
		}
		assert.Equal(t, "token-1 after 500ms", sent())
		time.Sleep(79 * time.Second)
		assert.Equal(t, "token-1 after 0s", sent())
		time.Sleep(2 * time.Second)
		assert.Equal(t, "token-1 after 0s", sent(), "nobody waits for the next one")
		time.Sleep(time.Second)
		assert.Equal(t, "token-2 after 0s", sent())
		time.Sleep(time.Hour)
		assert.Equal(t, "token-3 after 500ms", sent(), "what has ended is not sent")

		// While the provider is away, the token is good until it ends.
		asked.mutex.Lock()
		asked.status = http.StatusBadGateway
		asked.mutex.Unlock()
		time.Sleep(85 * time.Second)
		assert.Equal(t, "token-3 after 0s", sent())
		time.Sleep(14 * time.Second)
		_, err := call(t.Context(), caller)
		assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	})
}

func TestATokenThatIsRefusedIsReplacedOnce(t *testing.T) {
	t.Parallel()
	asked := &provider{kind: "Bearer"}
	caller := authorized(t, options(asked))
	tokens, err := call(t.Context(), caller, "token-1")
	require.NoError(t, err)
	assert.Equal(t, []string{"token-1", "token-2"}, tokens)
	tokens, err = call(t.Context(), caller)
	require.NoError(t, err)
	assert.Equal(t, []string{"token-2"}, tokens, "the new one stays")
	tokens, err = call(t.Context(), caller, "token-2", "token-3", "token-4")
	require.ErrorContains(t, err, "refused")
	assert.Equal(t, []string{"token-2", "token-3"}, tokens, "once, not for ever")
}

func TestAProviderThatGivesNoneIsTold(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		provider *provider
		kind     fault.Kind
		told     string
	}{
		"it is away":      {&provider{status: http.StatusServiceUnavailable, failure: "s%cret"}, fault.Unavailable, "answers 503"},
		"it has too much": {&provider{status: http.StatusTooManyRequests}, fault.Unavailable, "answers 429"},
		"it refuses":      {&provider{status: http.StatusUnauthorized, failure: `{"error": "invalid_client", "error_description": "s%cret"}`}, fault.Internal, "answers 401 invalid_client"},
		"another kind":    {&provider{kind: "mac"}, fault.Unavailable, "only Bearer"},
	} {
		tokens, err := call(t.Context(), authorized(t, options(c.provider)))
		require.Error(t, err, name)
		assert.Empty(t, tokens, name)
		assert.Equal(t, c.kind, fault.KindOf(err), name)
		require.ErrorContains(t, err, c.told, name)
		assert.NotContains(t, err.Error(), "s%cret", name)
	}
}

func TestTheSecretIsSentNowhereElse(t *testing.T) {
	t.Parallel()
	asked := &provider{status: http.StatusTemporaryRedirect}
	_, err := call(t.Context(), authorized(t, options(asked)))
	require.ErrorContains(t, err, "answers 307")
	assert.Len(t, asked.asked, 1)
}

func TestTheSecretMayChangeInItsFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	require.NoError(t, os.WriteFile(file, []byte("first\n"), 0o600))
	asked := &provider{kind: "Bearer"}
	wanted := options(asked)
	wanted.Secret, wanted.SecretFile = "", file
	caller := authorized(t, wanted)
	_, err := call(t.Context(), caller)
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(file, []byte("second\n"), 0o600))
	_, err = call(t.Context(), caller, "token-1")
	require.NoError(t, err)
	assert.Equal(t, "first", asked.asked[0]["password"])
	assert.Equal(t, "second", asked.asked[1]["password"])
	require.NoError(t, os.Remove(file))
	_, err = call(t.Context(), caller, "token-2")
	assert.ErrorContains(t, err, "OAUTH_CLIENT_SECRET_FILE")
}

func TestSettingsThatCannotWorkStopTheStart(t *testing.T) {
	t.Parallel()
	for expected, change := range map[string]func(*clienttoken.Options){
		"OAUTH_TOKEN_URL is not set":              func(o *clienttoken.Options) { o.TokenURL = "" },
		`OAUTH_TOKEN_URL is "issuer.example"`:     func(o *clienttoken.Options) { o.TokenURL = "issuer.example" },
		"OAUTH_CLIENT_ID is not set":              func(o *clienttoken.Options) { o.ClientID = "" },
		"one of OAUTH_CLIENT_SECRET and":          func(o *clienttoken.Options) { o.Secret = "" },
		"and OAUTH_CLIENT_SECRET_FILE":            func(o *clienttoken.Options) { o.SecretFile = "too" },
		`OAUTH_AUDIENCES: "others=x" is no`:       func(o *clienttoken.Options) { o.Audiences = []string{"others=x"} },
		`OAUTH_AUDIENCES: "parcels" is no`:        func(o *clienttoken.Options) { o.Audiences = []string{"parcels"} },
		`OAUTH_AUDIENCES: "parcels=" is no servi`: func(o *clienttoken.Options) { o.Audiences = []string{"parcels="} },
	} {
		wanted := options(&provider{})
		change(&wanted)
		_, err := clienttoken.Authorize([]*calling.Caller{callerOf("parcels")}, wanted)
		assert.ErrorContains(t, err, expected)
	}
}
