package middleware

import (
	"maps"
	"net/http"

	"github.com/acme/orders/internal/platform/requestinfo"
)

// guards are the headers of every answer. All answers share the values, so that
// setting them costs nothing; whoever sets another value sets it for one answer.
// X-Frame-Options is not among them: frame-ancestors took its place.
var guards = map[string][]string{
	"X-Content-Type-Options":       {"nosniff"},
	"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
	"Cross-Origin-Resource-Policy": {"same-site"},
	"Cache-Control":                {"no-cache"},
}

// transport makes browsers use TLS for a year. It counts over TLS alone, and RFC
// 6797 forbids it elsewhere.
var transport = []string{"max-age=31536000"}

// Headers tells browsers to treat answers as the data they are: not to guess
// types, not to frame, not to run or load anything.
func Headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		maps.Copy(header, guards)
		if requestinfo.From(r.Context()).Secure {
			header["Strict-Transport-Security"] = transport
		}
		next.ServeHTTP(w, r)
	})
}
