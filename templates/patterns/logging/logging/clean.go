package logging

import (
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
)

// secretKeys are parts of the names of attributes whose values are not logged.
var secretKeys = []string{"password", "secret", "token", "authorization", "cookie", "api_key", "credential"}

// clean hides the value of an attribute with a secret name, and writes durations
// in seconds.
func clean(attribute slog.Attr) slog.Attr {
	if isSecret(attribute.Key) {
		return slog.String(attribute.Key, "[redacted]")
	}
	value := attribute.Value.Resolve()
	switch value.Kind() {
	case slog.KindDuration:
		return slog.Float64(attribute.Key+"_seconds", value.Duration().Seconds())
	case slog.KindGroup:
		inner := slices.Clone(value.Group())
		for i := range inner {
			inner[i] = clean(inner[i])
		}
		value = slog.GroupValue(inner...)
	default: // Every other kind is written as it is.
	}
	return slog.Attr{Key: attribute.Key, Value: value}
}

// verdicts remembers which names are secret: every record has the same few, and
// reading them again each time would cost more than writing the record. The map
// is never changed, only replaced.
var verdicts atomic.Pointer[map[string]bool]

func isSecret(name string) bool {
	var known map[string]bool
	if found := verdicts.Load(); found != nil {
		known = *found
	}
	if secret, ok := known[name]; ok {
		return secret
	}
	lower := strings.ToLower(name)
	secret := slices.ContainsFunc(secretKeys, func(key string) bool { return strings.Contains(lower, key) })
	const most = 500 // names that are made at run time must not fill the memory
	if len(known) < most {
		more := map[string]bool{name: secret}
		maps.Copy(more, known)
		verdicts.Store(&more)
	}
	return secret
}
