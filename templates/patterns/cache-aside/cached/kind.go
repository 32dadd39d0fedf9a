package cached

import (
	"slices"

	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/error-model/fault"
)

// kindOf describes the resource with the name; what is its name for people, in
// the singular.
func kindOf(name, what string) cache.Kind {
	kind := cache.Kind{Name: name, Followers: followers[name], Missing: func() error { return fault.Missing(what) }}
	for _, names := range followers {
		kind.Follows = kind.Follows || slices.Contains(names, name)
	}
	return kind
}
