package httpx

import (
	"net/http"
	"net/url"
	"strings"
)

// Canonical returns r with the one spelling of its path that routers are
// matched against, so that each of them answers alike: every segment decoded,
// then encoded again. Empty segments, trailing slashes and dot segments name
// nothing and are not redirected: ok is false.
func Canonical(r *http.Request) (canonical *http.Request, ok bool) {
	segments := strings.Split(strings.TrimPrefix(r.URL.EscapedPath(), "/"), "/")
	for i, segment := range segments {
		decoded, err := url.PathUnescape(segment)
		if err != nil || decoded == "" || decoded == "." || decoded == ".." {
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
