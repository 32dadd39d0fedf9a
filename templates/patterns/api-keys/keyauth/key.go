// Package keyauth knows callers by keys that are kept as hashes.
package keyauth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"regexp"
	"strings"
)

// Key is the secret that a caller holds: a prefix that everyone may see, and a
// part that nobody but the caller keeps.
type Key string

// newKey makes a key.
func newKey() Key {
	const visible = 10
	return Key(strings.ToLower(rand.Text()[:visible] + "_" + rand.Text() + rand.Text()))
}

// form is what keys look like: others are not worth a query.
var form = regexp.MustCompile(`^[a-z2-7]{10}_[a-z2-7]{52}$`)

func (k Key) wellFormed() bool { return form.MatchString(string(k)) }

// Prefix names the key.
func (k Key) Prefix() string {
	prefix, _, _ := strings.Cut(string(k), "_")
	return prefix
}

// hash is what is kept of the key. Keys are random and long: a slow hash, as
// passwords want it, would protect nothing and cost each request.
func (k Key) hash() []byte {
	sum := sha256.Sum256([]byte(k))
	return sum[:]
}

// matches tells whether the hash is that of the key, in the same time for all.
func (k Key) matches(hash []byte) bool { return subtle.ConstantTimeCompare(k.hash(), hash) == 1 }
