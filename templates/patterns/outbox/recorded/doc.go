// Package recorded stands before the repositories: what they change is recorded
// with the request that it was changed for.
package recorded
