package httpx

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/acme/orders/internal/platform/problem"
)

// nameless are the segments of a path that name nothing.
var nameless = []string{"", ".", "..", "/"}

// Canonical hands requests on with the one spelling of their path that routers
// are matched against, so that each of them answers alike: every segment
// decoded, then encoded again. Segments that are empty, dots or a slash name
// nothing, and neither does what ends with a slash: such requests are answered
// with 404, nothing is redirected.
func Canonical(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		request, ok := canonical(r)
		if !ok {
			problem.NotFound(w, r)
			return
		}
		next.ServeHTTP(w, request)
	})
}

func canonical(r *http.Request) (respelt *http.Request, ok bool) {
	path, rooted := strings.CutPrefix(r.URL.EscapedPath(), "/")
	if !rooted {
		return nil, false
	}
	segments := strings.Split(path, "/")
	for i, segment := range segments {
		decoded, err := url.PathUnescape(segment)
		if err != nil || slices.Contains(nameless, decoded) {
			return nil, false
		}
		segments[i] = url.PathEscape(decoded)
	}
	raw := "/" + strings.Join(segments, "/")
	if raw == r.URL.EscapedPath() && r.URL.RawPath == "" {
		return r, true
	}
	respelt = new(http.Request)
	*respelt = *r
	respelt.URL = new(url.URL)
	*respelt.URL = *r.URL
	respelt.URL.RawPath = raw
	return respelt, true
}
