// Package apidocs serves the API's contract and a page that shows it.
package apidocs

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"net/http"

	"github.com/acme/orders/internal/platform/httpx"
)

//go:embed page.html
var source string

var page = template.Must(template.New("page").Parse(source))

// Routes serve the contract, an OpenAPI document in YAML, at /openapi.yaml and
// a page about the routes at /docs.
func Routes(title string, contract []byte, routes []httpx.Route) ([]httpx.Route, error) {
	var shown bytes.Buffer
	if err := page.Execute(&shown, map[string]any{"Title": title, "Routes": routes}); err != nil {
		return nil, fmt.Errorf("page of the contract: %w", err)
	}
	return []httpx.Route{
		{Method: http.MethodGet, Path: "/openapi.yaml", Summary: "The contract", Public: true, Handler: static("application/yaml", contract)},
		{Method: http.MethodGet, Path: "/docs", Summary: "The contract as a page", Public: true, Handler: static("text/html; charset=utf-8", shown.Bytes())},
	}, nil
}

func static(contentType string, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
		w.Header().Set("Referrer-Policy", "no-referrer")
		// A client that has gone away is no error of ours.
		_, _ = w.Write(body)
	})
}
