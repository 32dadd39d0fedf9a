// Package cached puts the cache before the repositories: what is read by its id
// comes from there, what is written is written to the database first.
package cached
