package pgdb

import "context"

type latestKey struct{}

// Latest returns a context whose reads want what was committed last: no copy of the
// database, which is behind, may answer them.
func Latest(ctx context.Context) context.Context {
	return context.WithValue(ctx, latestKey{}, true)
}

// WantsLatest says whether the reads of ctx want what was committed last.
func WantsLatest(ctx context.Context) bool {
	return ctx.Value(latestKey{}) != nil
}
