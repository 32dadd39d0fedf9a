package authpolicy

import (
	"net/http"
	"strings"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

// Scope names the scope that a route wants of its callers: the resource and what
// is done to it, such as parcels:read. Open routes want nothing. The contract
// names the same scopes; a test compares both.
func Scope(route httpx.Route) (scope string, open bool) {
	if route.Public { // such as the contract itself
		return "", true
	}
	const resource = 3 // the place in /api/v1/parcels/{id}
	segments := strings.Split(route.Path, "/")
	action := "write"
	if route.Method == http.MethodGet {
		action = "read"
	}
	return segments[min(resource, len(segments)-1)] + ":" + action, false
}
