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

// cleanRecord returns a copy of a record with clean attributes. Nearly all records
// are clean as they are, and not taken apart.
func cleanRecord(record slog.Record) slog.Record {
	for attribute := range record.Attrs {
		if !isClean(attribute) {
			return cleaned(record)
		}
	}
	return record.Clone()
}

func cleaned(record slog.Record) slog.Record {
	result := slog.NewRecord(record.Time, record.Level, record.Message, record.PC)
	for attribute := range record.Attrs {
		result.AddAttrs(clean(attribute))
	}
	return result
}

func isClean(attribute slog.Attr) bool {
	switch attribute.Value.Kind() {
	case slog.KindDuration, slog.KindGroup, slog.KindLogValuer:
		return false
	default:
		return !isSecret(attribute.Key)
	}
}

// clean hides the value of an attribute with a secret name, and writes durations
// as whole microseconds: slog writes fractions at the price of the whole record.
func clean(attribute slog.Attr) slog.Attr {
	if isSecret(attribute.Key) {
		return slog.String(attribute.Key, "[redacted]")
	}
	value := attribute.Value.Resolve()
	switch value.Kind() {
	case slog.KindDuration:
		return slog.Int64(attribute.Key+"_us", value.Duration().Microseconds())
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
