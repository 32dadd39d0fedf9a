// Package fixture makes what tests need.
package fixture
