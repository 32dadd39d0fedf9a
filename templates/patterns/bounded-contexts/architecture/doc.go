// Package architecture holds the rules about who may know whom. They are tests.
package architecture
