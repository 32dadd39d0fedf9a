package authpolicy

import (
	"net/http"
	"strings"

	"goldenpath.dev/patterns/authorization/auth"
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

// Roles names, by route, the roles of which a caller must have one beside the
// scope, such as "DELETE /api/v1/parcels/{id}": {"admin", "clerk"}. A route that
// does not exist, or is open, is a mistake at the start. The contract names the
// same roles as x-roles of the operation; a test compares both.
func Roles() auth.Roles {
	return auth.Roles{}
}
