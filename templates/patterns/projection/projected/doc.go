// Package projected says what of each resource is counted.
package projected
