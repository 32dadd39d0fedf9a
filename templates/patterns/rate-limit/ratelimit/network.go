package ratelimit

import "net/netip"

// network is whom an address belongs to: one who has an address of version 6
// has as many as a network of 64 bits holds.
func network(address string) string {
	const bits = 64
	parsed, err := netip.ParseAddr(address)
	if err != nil || !parsed.Is6() {
		return address
	}
	prefix, err := parsed.WithZone("").Prefix(bits)
	if err != nil {
		return address
	}
	return prefix.String()
}
