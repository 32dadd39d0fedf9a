package middleware

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

const (
	corsMethods = "GET, HEAD, POST, PUT, DELETE"
	corsHeaders = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Traceparent, X-API-Key, X-Request-ID"
	corsExposed = "Allow, Deprecation, ETag, Idempotent-Replayed, Link, Location, RateLimit, RateLimit-Policy, Retry-After, Sunset, WWW-Authenticate, X-Request-ID"
)

// CORS are the cross-origin rules of the API.
type CORS struct {
	// Origins may read answers; "*" stands for every origin. Empty turns
	// cross-origin access off.
	Origins []string
	// MaxAge is the time for which browsers may keep a preflight answer.
	MaxAge time.Duration
}

// Wrap answers preflights and marks answers as readable for allowed origins.
// Cookies are never allowed: pages of other sites send tokens.
func (c CORS) Wrap(next http.Handler) http.Handler {
	if len(c.Origins) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Add("Vary", "Origin")
		origin := c.allow(r.Header.Get("Origin"))
		if origin == "" {
			next.ServeHTTP(w, r)
			return
		}
		header.Set("Access-Control-Allow-Origin", origin)
		header.Set("Cross-Origin-Resource-Policy", "cross-origin")
		if r.Method != http.MethodOptions || r.Header.Get("Access-Control-Request-Method") == "" {
			header.Set("Access-Control-Expose-Headers", corsExposed)
			next.ServeHTTP(w, r)
			return
		}
		header.Set("Access-Control-Allow-Methods", corsMethods)
		header.Set("Access-Control-Allow-Headers", corsHeaders)
		header.Set("Access-Control-Max-Age", strconv.Itoa(int(c.MaxAge.Seconds())))
		w.WriteHeader(http.StatusNoContent)
	})
}

// allow returns the value of Access-Control-Allow-Origin, empty for a refusal.
func (c CORS) allow(origin string) string {
	if origin == "" {
		return ""
	}
	if slices.Contains(c.Origins, "*") {
		return "*"
	}
	for _, allowed := range c.Origins {
		if strings.EqualFold(allowed, origin) {
			return origin
		}
	}
	return ""
}
