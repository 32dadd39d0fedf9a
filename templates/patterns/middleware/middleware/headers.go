package middleware

import "net/http"

// Headers tells browsers to treat answers as the data they are: not to guess
// types, not to frame, not to run or load anything.
func Headers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("X-Frame-Options", "DENY")
		header.Set("Referrer-Policy", "no-referrer")
		header.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		header.Set("Cross-Origin-Resource-Policy", "same-site")
		header.Set("Strict-Transport-Security", "max-age=31536000")
		header.Set("Cache-Control", "no-cache")
		next.ServeHTTP(w, r)
	})
}
