package upstreamtest_test

import (
	"testing"

	"goldenpath.dev/patterns/typed-clients/upstreamtest"
)

func TestAStandInMayBeStoppedAtOnce(t *testing.T) {
	t.Parallel()
	for range 100 {
		t.Run("over before it has begun", func(t *testing.T) {
			t.Parallel()
			upstreamtest.RPCServer(t)
		})
	}
}
