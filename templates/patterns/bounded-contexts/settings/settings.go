// Package settings holds the types of settings that need more care than text
// and numbers.
package settings

import (
	"cmp"
	"fmt"
	"log/slog"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// Secret is text that shows itself only when asked by name.
type Secret string

const masked = "[redacted]"

// Reveal returns the secret.
func (s Secret) Reveal() string { return string(s) }

// String masks the secret.
func (s Secret) String() string { return masked }

// GoString masks the secret in %#v.
func (s Secret) GoString() string { return masked }

// LogValue masks the secret in logs.
func (s Secret) LogValue() slog.Value { return slog.StringValue(masked) }

// MarshalText masks the secret in JSON and the like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(masked), nil }

// UnmarshalText reads the secret.
func (s *Secret) UnmarshalText(text []byte) error {
	*s = Secret(text)
	return nil
}

// Bytes is a number of bytes, written as 512, 64KiB, 1MiB or 2GiB.
type Bytes int64

// UnmarshalText reads the number.
func (b *Bytes) UnmarshalText(text []byte) error {
	const base, bits = 10, 64
	value, shift := string(text), 0
	for _, unit := range []struct {
		name  string
		shift int
	}{{"KiB", 10}, {"MiB", 20}, {"GiB", 30}} {
		if number, ok := strings.CutSuffix(value, unit.name); ok {
			value, shift = number, unit.shift
		}
	}
	number, err := strconv.ParseInt(value, base, bits)
	if err != nil || number < 0 || number > 1<<(bits-2-shift) {
		return fmt.Errorf("%q is not a number of bytes like 512, 64KiB or 1MiB", text)
	}
	*b = Bytes(number << shift)
	return nil
}

// String writes the number in bytes.
func (b Bytes) String() string { return strconv.FormatInt(int64(b), 10) }

// Network is a range of addresses, written as 10.0.0.0/8, or one address.
type Network struct{ netip.Prefix }

// UnmarshalText reads the range.
func (n *Network) UnmarshalText(text []byte) error {
	if address, err := netip.ParseAddr(string(text)); err == nil {
		n.Prefix = netip.PrefixFrom(address, address.BitLen())
		return nil
	}
	prefix, err := netip.ParsePrefix(string(text))
	if err != nil {
		return fmt.Errorf("%q is not a network like 10.0.0.0/8 or an address", text)
	}
	n.Prefix = prefix.Masked()
	return nil
}

// AtLeast fails when the value of the setting is below least.
func AtLeast[T cmp.Ordered](name string, value, least T) error {
	if value < least {
		return fmt.Errorf("%s is %v, it must be at least %v", name, value, least)
	}
	return nil
}

// OneOf fails when the value of the setting is none of the given ones.
func OneOf(name, value string, values ...string) error {
	if !slices.Contains(values, value) {
		return fmt.Errorf("%s is %q, it must be one of %s", name, value, strings.Join(values, ", "))
	}
	return nil
}

// Prefixes returns the ranges in the standard library's form.
func Prefixes(networks []Network) []netip.Prefix {
	prefixes := make([]netip.Prefix, len(networks))
	for i, network := range networks {
		prefixes[i] = network.Prefix
	}
	return prefixes
}
