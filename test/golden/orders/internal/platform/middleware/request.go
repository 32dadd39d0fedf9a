package middleware

import (
	"encoding/binary"
	"encoding/hex"
	"math/rand/v2"
	"net/http"
	"net/netip"
	"regexp"
	"strings"

	"github.com/acme/orders/internal/platform/requestinfo"
)

// RequestIDHeader carries the id of a request, both ways. It is spelled as Go
// keeps headers: another spelling is rewritten at every use.
const RequestIDHeader = "X-Request-Id"

var (
	requestID   = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	traceparent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$`)
)

// Request notes who sent the request and what it is called. An id of the client
// is kept if it is well formed, replaced otherwise, and always sent back.
func Request(trusted []netip.Prefix) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			info := &requestinfo.Info{
				ID:      identify(r.Header.Get(RequestIDHeader)),
				TraceID: traceID(r.Header.Get("Traceparent")),
				Secure:  r.TLS != nil,
			}
			client(info, r, trusted)
			info.PassOn(r.Header.Get("Traceparent"), r.Header.Get("Tracestate"))
			w.Header().Set(RequestIDHeader, info.ID)
			next.ServeHTTP(w, r.WithContext(requestinfo.With(r.Context(), info)))
		})
	}
}

func identify(id string) string {
	if id != "" && requestID.MatchString(id) {
		return id
	}
	const size = 16
	var number [size]byte
	//nolint:gosec // an id tells requests apart; it protects nothing, and secret ones cost a system call
	binary.LittleEndian.PutUint64(number[:], rand.Uint64())
	//nolint:gosec // as above
	binary.LittleEndian.PutUint64(number[size/2:], rand.Uint64())
	var text [2 * size]byte
	hex.Encode(text[:], number[:])
	return string(text[:])
}

func traceID(header string) string {
	const invalid = "00000000000000000000000000000000"
	if header == "" {
		return ""
	}
	parts := traceparent.FindStringSubmatch(header)
	if parts == nil || strings.HasPrefix(header, "ff") || parts[1] == invalid {
		return ""
	}
	return parts[1]
}

// client notes where the request comes from. It walks X-Forwarded-For from the
// nearest hop outwards, as long as the hops are trusted; what stands before an
// untrusted one may be made up.
func client(info *requestinfo.Info, r *http.Request, trusted []netip.Prefix) {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		info.Client = r.RemoteAddr
		return
	}
	address := peer.Addr().Unmap()
	if !contains(trusted, address) {
		info.Client = address.String()
		return
	}
	if scheme := r.Header.Get("X-Forwarded-Proto"); scheme != "" {
		info.Secure = strings.EqualFold(scheme, "https")
	}
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && contains(trusted, address); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	info.Client = address.String()
}

func contains(networks []netip.Prefix, address netip.Addr) bool {
	for _, network := range networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
