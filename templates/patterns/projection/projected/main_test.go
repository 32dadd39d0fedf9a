package projected_test

import (
	"testing"

	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }
