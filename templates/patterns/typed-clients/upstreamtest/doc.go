// Package upstreamtest stands in for the services that are called, in tests.
package upstreamtest
