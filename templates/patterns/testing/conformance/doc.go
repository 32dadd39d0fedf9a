// Package conformance holds what every implementation of a repository has to
// do, as tests that each of them runs.
package conformance
