package httpproxy

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httputil"
	"strings"
	"time"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
)

// Events passes requests on whose answers have no end, such as server-sent events.
func (u *Upstream) Events() http.Handler {
	return u.stream(u.proxy(plain))
}

// WebSockets passes connections on that become WebSockets, and no other requests.
// Pages open them only where they may read answers: browsers ask nobody before they
// connect, and show the page whatever comes.
func (u *Upstream) WebSockets() http.Handler {
	passed := u.stream(u.proxy(func(*httputil.ProxyRequest) {}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case !opensWebSocket(r):
			problem.UpgradeRequired(w, r, "websocket")
		case u.foreign(r):
			problem.Write(w, r, fault.New(fault.Forbidden, "cross_origin", "A page of another site sent this request."))
		default:
			passed.ServeHTTP(w, r)
		}
	})
}

// opensWebSocket tells whether a request is the handshake of a WebSocket.
func opensWebSocket(r *http.Request) bool {
	if r.Method != http.MethodGet || !strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		return false
	}
	for option := range strings.SplitSeq(strings.Join(r.Header.Values("Connection"), ","), ",") {
		if strings.EqualFold(strings.TrimSpace(option), "upgrade") {
			return true
		}
	}
	return false
}

// foreign tells whether a page of a site sent the request that may not read answers.
func (u *Upstream) foreign(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	for _, allowed := range u.options.Origins {
		if allowed == "*" || strings.EqualFold(allowed, origin) {
			return false
		}
	}
	// The protection lets GET pass, which changes nothing; a connection may do anything.
	opening := r.WithContext(r.Context())
	opening.Method = http.MethodPost
	return new(http.CrossOriginProtection).Check(opening) != nil
}

// stream passes requests on that last until either side ends them, or the gateway
// stops. The service has its time until the answer begins, and none from there on. The
// middleware Unhurried has to be in the chain.
func (u *Upstream) stream(proxy http.Handler) http.Handler {
	return u.guarded(u.streams, func(w http.ResponseWriter, r *http.Request) {
		control := http.NewResponseController(w)
		if err := errors.Join(control.SetReadDeadline(time.Time{}), control.SetWriteDeadline(time.Time{})); err != nil {
			problem.Write(w, r, fmt.Errorf("lift the time limits of a stream: %w", err))
			return
		}
		ctx, end := context.WithCancelCause(unhurried(r.Context()))
		defer end(nil)
		silence := time.AfterFunc(allowance(r.Context(), u.timeout), func() { end(context.DeadlineExceeded) })
		defer silence.Stop()
		ended := make(chan struct{})
		defer close(ended)
		go func() {
			select {
			case <-u.stopping:
				end(context.Canceled)
			case <-ended:
			}
		}()
		proxy.ServeHTTP(w, r.WithContext(withAnswer(ctx, w, func() { silence.Stop() })))
	})
}
