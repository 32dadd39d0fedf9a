package httpx

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"goldenpath.dev/patterns/error-model/problem"
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

// isPlain tells whether a path is canonical at a glance: segments of letters,
// digits, hyphens and underscores.
func isPlain(path string) bool {
	previous := byte(0)
	for i := range len(path) {
		switch c := path[i]; {
		case c == '/':
			if previous == '/' {
				return false
			}
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '-', c == '_':
			if i == 0 {
				return false
			}
		default:
			return false
		}
		previous = path[i]
	}
	return previous != '/' && previous != 0
}

func canonical(r *http.Request) (respelt *http.Request, ok bool) {
	if r.URL.RawPath == "" && isPlain(r.URL.Path) {
		return r, true // as nearly all are
	}
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
