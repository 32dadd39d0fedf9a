package httpproxy

import (
	"net/http"
	"net/http/httputil"
	"net/netip"

	"goldenpath.dev/patterns/logging/requestinfo"
)

// rewrite makes the request that the service gets. What belongs to one connection
// and what others said about who forwards is gone already.
func (u *Upstream) rewrite(r *httputil.ProxyRequest) {
	r.SetURL(u.target)
	// The service refuses a query that cannot be read, and has to see it for that.
	r.Out.URL.RawQuery = r.In.URL.RawQuery
	header := r.Out.Header
	info := requestinfo.From(r.In.Context())
	header.Set("X-Forwarded-For", info.Client)
	header.Set("X-Forwarded-Host", u.believed(r.In, "X-Forwarded-Host", r.In.Host))
	header.Set("X-Forwarded-Proto", u.believed(r.In, "X-Forwarded-Proto", scheme(r.In)))
	// Cookies are the gateway's, as is an API key: they mean nothing to a service.
	header.Del("Cookie")
	if !u.options.ForwardAuthorization {
		header.Del("Authorization")
	}
	for name, value := range map[string]string{
		"X-Api-Key": u.options.APIKey, "X-Request-Id": info.ID,
		"Traceparent": info.Traceparent, "Tracestate": info.Tracestate,
	} {
		header.Del(name)
		if value != "" {
			header.Set(name, value)
		}
	}
}

// believed is what a trusted proxy says, or else what the gateway sees itself.
func (u *Upstream) believed(in *http.Request, name, seen string) string {
	said := in.Header.Values(name)
	peer, err := netip.ParseAddrPort(in.RemoteAddr)
	if err != nil || len(said) != 1 || said[0] == "" {
		return seen
	}
	for _, network := range u.options.TrustedProxies {
		if network.Contains(peer.Addr().Unmap()) {
			return said[0]
		}
	}
	return seen
}

func scheme(r *http.Request) string {
	if r.TLS != nil {
		return "https"
	}
	return "http"
}
