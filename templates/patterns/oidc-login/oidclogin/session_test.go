package oidclogin_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// timed runs a test of a session of ann's in a time of its own.
func timed(t *testing.T, test func(t *testing.T, p *provider, s *site, b *browser)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		s := newSite(t, options(p))
		b := s.browser()
		b.enter(p)
		test(t, p, s, b)
	})
}

func TestASessionEndsWithoutARequest(t *testing.T) {
	timed(t, func(t *testing.T, _ *provider, _ *site, b *browser) {
		for range 10 {
			time.Sleep(40 * time.Minute)
			require.Equal(t, http.StatusNoContent, b.call(), "each request keeps it alive")
		}
		kept := b.copied()
		for range 3 {
			time.Sleep(21 * time.Minute)
			b.send(http.MethodGet, "/session")
		}
		assert.Equal(t, http.StatusUnauthorized, b.call(), "asking who is logged in does not")
		for name := range kept.ends {
			kept.ends[name] = time.Now().Add(time.Hour)
		}
		assert.Equal(t, http.StatusUnauthorized, kept.call(), "a browser that keeps cookies for ever has no session for ever")
		assert.False(t, kept.has())
	})
}

func TestASessionEndsAfterAll(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, _ *site, b *browser) {
		for range 15 {
			time.Sleep(30 * time.Minute)
			require.Equal(t, http.StatusNoContent, b.call())
		}
		assert.Contains(t, b.send(http.MethodGet, "/session").Body.String(), `"ends_at":"2000-01-01T08:00:00Z","idle_ends_at":"2000-01-01T08:00:00Z"`)
		time.Sleep(30 * time.Minute)
		for name := range b.ends {
			b.ends[name] = time.Now().Add(time.Hour)
		}
		asked := p.askedFor()
		assert.Equal(t, http.StatusUnauthorized, b.call())
		assert.Equal(t, asked, p.askedFor())
	})
}

func TestATokenIsRenewedBeforeItEnds(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, s *site, b *browser) {
		time.Sleep(life - 61*time.Second)
		assert.Equal(t, http.StatusNoContent, b.call())
		assert.Equal(t, 1, p.askedFor())
		time.Sleep(2 * time.Second)
		assert.Equal(t, http.StatusNoContent, b.call())
		assert.Equal(t, 2, p.askedFor())
		assert.NotEqual(t, s.reached[0], s.reached[1])
		assert.Equal(t, http.StatusNoContent, b.call())
		assert.Equal(t, 2, p.askedFor(), "the browser keeps it")
		time.Sleep(20 * time.Minute)
		assert.Equal(t, http.StatusNoContent, b.call(), "with the renewal that came with it")
		assert.Equal(t, "renewal-2", p.asked[2].Get("refresh_token"))
		assert.Equal(t, []string{"login ok", "renewal ok", "renewal ok"}, s.observed)
	})
}

func TestManyRequestsRenewOnce(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, s *site, b *browser) {
		time.Sleep(life - 30*time.Second)
		p.be(func(p *provider) { p.takes = 500 * time.Millisecond })
		before, later := b.copied(), b.copied()
		var calls sync.WaitGroup
		for range 50 {
			calls.Go(func() { assert.Equal(t, http.StatusNoContent, before.copied().call()) })
		}
		calls.Wait()
		assert.Equal(t, 2, p.askedFor())
		assert.Len(t, s.reached, 50)
		for _, token := range s.reached {
			assert.Equal(t, s.reached[0], token)
		}
		time.Sleep(40 * time.Second)
		assert.Equal(t, http.StatusNoContent, later.call(), "who left before the cookies changed")
		assert.Equal(t, 2, p.askedFor(), "a renewal is shown to the provider once")
		assert.Equal(t, http.StatusNoContent, later.call())
		assert.Equal(t, 2, p.askedFor())

		time.Sleep(time.Minute)
		before.call()
		assert.False(t, before.has(), "who comes with it after that is a stranger")
	})
}

func TestARenewalThatStaysGoodIsUsedAgain(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		p.answer = map[string]any{"refresh_token": "lasting", "expires_in": 20}
		b := newSite(t, options(p)).browser()
		b.enter(p)
		for renewed := range 3 {
			p.be(func(p *provider) { p.renewals["lasting"] = true })
			time.Sleep(21 * time.Second)
			assert.Equal(t, http.StatusNoContent, b.call())
			assert.Equal(t, renewed+2, p.askedFor(), "what came of the renewal before has ended")
		}
	})
}

func TestAProviderThatIsAwayEndsNoSession(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, s *site, b *browser) {
		p.be(func(p *provider) { p.status = http.StatusBadGateway })
		time.Sleep(life - 30*time.Second)
		for range 10 {
			assert.Equal(t, http.StatusNoContent, b.call(), "the token is good yet")
		}
		assert.Equal(t, 2, p.askedFor(), "it is not asked again at once")
		time.Sleep(30 * time.Second)
		answer := b.send(http.MethodGet, "/parcels")
		refused(t, http.StatusServiceUnavailable, "provider_unavailable", answer, "over")
		assert.Equal(t, "1", answer.Header().Get("Retry-After"))
		assert.Equal(t, http.StatusServiceUnavailable, b.send(http.MethodGet, "/session").Code)
		p.be(func(p *provider) { p.status, p.failure = http.StatusUnauthorized, "invalid_client" })
		time.Sleep(pauseAndMore)
		refused(t, http.StatusInternalServerError, "internal_error", b.send(http.MethodGet, "/parcels"), "a wrong secret")
		p.be(func(p *provider) { p.status = 0 })
		time.Sleep(pauseAndMore)
		assert.Equal(t, http.StatusNoContent, b.call(), "nobody has to log in again")
		assert.Equal(t, []string{"login ok", "renewal failed", "renewal failed", "renewal failed", "renewal ok"}, s.observed)
	})
}

// pauseAndMore is longer than a provider that is away is left alone.
const pauseAndMore = 6 * time.Second

func TestAProviderThatRefusesEndsTheSession(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, s *site, b *browser) {
		p.be(func(p *provider) { clear(p.renewals) })
		time.Sleep(life - 30*time.Second)
		refused(t, http.StatusUnauthorized, "credentials_required", b.send(http.MethodGet, "/parcels"), "at once")
		assert.Empty(t, b.cookies)
		assert.Equal(t, []string{"login ok", "renewal refused"}, s.observed)
	})
}

func TestWithoutARenewalTheSessionEndsWithTheToken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		p.answer = map[string]any{"refresh_token": nil, "expires_in": nil}
		b := newSite(t, options(p)).browser()
		b.enter(p)
		time.Sleep(life - 30*time.Second)
		assert.Equal(t, http.StatusNoContent, b.call())
		time.Sleep(29 * time.Second)
		assert.Equal(t, http.StatusUnauthorized, b.call())
		assert.False(t, b.has())
		assert.Equal(t, 1, p.askedFor())
	})
}

func TestTheRenewalOfAnotherSessionIsNotTaken(t *testing.T) {
	timed(t, func(t *testing.T, p *provider, s *site, b *browser) {
		const refresh = "__Host-session-refresh"
		other := s.browser()
		other.enter(p)
		b.cookies[refresh] = other.cookies[refresh]
		b.cookies["__Host-session-access"] = other.cookies["__Host-session-access"]
		assert.Equal(t, http.StatusUnauthorized, b.call())
		assert.Equal(t, 2, p.askedFor())
	})
}

func TestCookiesThatAreNotOurOwnAreNoSession(t *testing.T) {
	timed(t, func(t *testing.T, _ *provider, _ *site, b *browser) {
		const session, access = "__Host-session", "__Host-session-access"
		with := func(name, value string) *browser {
			forger := b.copied()
			forger.cookies[name] = &http.Cookie{Name: name, Value: value}
			return forger
		}
		value := b.cookies[session].Value
		middle := len(value) / 2
		for _, forged := range []string{
			value[:middle] + flipped(value[middle]) + value[middle+1:], flipped(value[0]) + value[1:], value[:middle], value + "AAAA",
			"", "AAAA", "%%%", b.cookies[access].Value,
		} {
			assert.Equal(t, http.StatusUnauthorized, with(session, forged).call(), forged)
		}
		assert.Equal(t, http.StatusNoContent, with(access, value).call(), "a token that cannot be read is renewed")
		assert.Equal(t, http.StatusNoContent, b.call())
	})
}

func flipped(letter byte) string {
	if letter == 'A' {
		return "B"
	}
	return "A"
}

func TestKeysChangeWithoutARestart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "keys")
	write := func(text string) {
		t.Helper()
		require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	}
	write(keyOf("a") + "\n")
	synctest.Test(t, func(t *testing.T) {
		p := newProvider(t)
		wanted := options(p)
		var log bytes.Buffer
		wanted.Keys, wanted.KeysFile, wanted.Log = "", file, slog.New(slog.NewTextHandler(&log, nil))
		s := newSite(t, wanted)
		old, young := s.browser(), s.browser()
		old.enter(p)

		write(keyOf("b") + "\n" + keyOf("a") + "\n")
		time.Sleep(11 * time.Second)
		young.enter(p)
		assert.Equal(t, http.StatusNoContent, old.call(), "a key before is good yet")
		before := old.copied()
		time.Sleep(life - 30*time.Second)
		assert.Equal(t, http.StatusNoContent, old.call())

		write("no keys")
		time.Sleep(11 * time.Second)
		assert.Empty(t, log.String())
		assert.Equal(t, http.StatusNoContent, old.call(), "what cannot be read changes nothing")
		assert.Contains(t, log.String(), "LOGIN_KEYS_FILE: key 1 is not 32 bytes")

		write(keyOf("b"))
		time.Sleep(11 * time.Second)
		assert.Equal(t, http.StatusUnauthorized, before.call(), "a key that is taken away opens nothing")
		assert.Equal(t, http.StatusNoContent, young.call())
	})
}
