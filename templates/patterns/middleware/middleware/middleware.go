// Package middleware holds what every request passes through before it
// reaches an operation.
package middleware

import (
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Options are the settings of the standard middlewares.
type Options struct {
	// Log receives one record a request.
	Log *slog.Logger
	// TrustedProxies are the networks whose X-Forwarded-For header is believed.
	TrustedProxies []netip.Prefix
	// Timeout is the time budget of one request.
	Timeout time.Duration
	// MaxBody is the largest body in bytes.
	MaxBody int64
	// CORS are the cross-origin rules.
	CORS CORS
}

// Standard returns the middlewares that every API of the service has.
func Standard(options Options) []httpx.Middleware {
	return []httpx.Middleware{
		{Order: httpx.OrderRequest, Wrap: Request(options.TrustedProxies)},
		{Order: httpx.OrderAccess, Wrap: Access(options.Log)},
		{Order: httpx.OrderRecovery, Wrap: Recovery},
		{Order: httpx.OrderHeaders, Wrap: Headers},
		{Order: httpx.OrderCORS, Wrap: options.CORS.Wrap},
		{Order: httpx.OrderTimeout, Wrap: Timeout(options.Timeout)},
		{Order: httpx.OrderBody, Wrap: Body(options.MaxBody)},
	}
}

// Body refuses bodies of more than limit bytes while they are read.
func Body(limit int64) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Body != http.NoBody {
				r.Body = http.MaxBytesReader(w, r.Body, limit)
			}
			next.ServeHTTP(w, r)
		})
	}
}
