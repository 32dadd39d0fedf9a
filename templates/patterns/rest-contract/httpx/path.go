package httpx

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// nameless are the segments of a path that name nothing.
var nameless = []string{"", ".", "..", "/"}

// Canonical returns r with the one spelling of its path that routers are
// matched against, so that each of them answers alike: every segment decoded,
// then encoded again. Segments that are empty, dots or a slash name nothing, and
// neither does what ends with a slash; nothing is redirected: ok is false.
func Canonical(r *http.Request) (canonical *http.Request, ok bool) {
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
	canonical = new(http.Request)
	*canonical = *r
	canonical.URL = new(url.URL)
	*canonical.URL = *r.URL
	canonical.URL.RawPath = raw
	return canonical, true
}
