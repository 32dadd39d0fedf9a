// Package ratelimits says how often callers may use each operation.
package ratelimits
