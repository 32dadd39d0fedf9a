// Package authpolicy says what callers must be allowed to do.
package authpolicy
