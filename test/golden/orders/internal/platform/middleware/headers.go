package middleware

import (
	"maps"
	"net/http"
)

// guards are the headers of every answer. All answers share the values, so that
// setting them costs nothing; whoever sets another value sets it for one answer.
var guards = map[string][]string{
	"X-Content-Type-Options":       {"nosniff"},
	"X-Frame-Options":              {"DENY"},
	"Referrer-Policy":              {"no-referrer"},
	"Content-Security-Policy":      {"default-src 'none'; frame-ancestors 'none'"},
	"Cross-Origin-Resource-Policy": {"same-site"},
	"Strict-Transport-Security":    {"max-age=31536000"},
	"Cache-Control":                {"no-cache"},
}

// Headers tells browsers to treat answers as the data they are: not to guess
// types, not to frame, not to run or load anything.
func Headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		maps.Copy(w.Header(), guards)
		next.ServeHTTP(w, r)
	})
}
