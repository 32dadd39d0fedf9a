// Package apiversion keeps two versions of the API beside each other: the older
// one says since when it is deprecated, until when it is served and what takes
// its place.
package apiversion

import (
	"slices"
	"strings"

	"goldenpath.dev/patterns/rest-contract/httpx"
)

const (
	// older is where the paths of the version before begin.
	older = "/api/v1/"
	// newer is where those of the version that takes its place begin.
	newer = "/api/v2/"
)

// Succeed returns the successors, routes of the newer version. It notes them in
// the routes whose place they take: the older ones with the same method and the
// same rest of the path.
func Succeed(routes, successors []httpx.Route) []httpx.Route {
	for _, successor := range successors {
		rest, isNewer := strings.CutPrefix(successor.Path, newer)
		if !isNewer {
			continue
		}
		place := slices.IndexFunc(routes, func(route httpx.Route) bool {
			return route.Method == successor.Method && route.Path == older+rest
		})
		if place >= 0 {
			routes[place].Successor = successor.Path
		}
	}
	return successors
}
