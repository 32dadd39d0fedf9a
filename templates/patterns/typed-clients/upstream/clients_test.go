package upstream_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/testing/fixture"
	"goldenpath.dev/patterns/typed-clients/upstream"
)

// TestMain finds what tests leave open.
func TestMain(m *testing.M) { fixture.Main(m) }

func TestAWrongAddressLeavesNothingOpen(t *testing.T) {
	for _, setting := range fixture.Upstreams(t) {
		name, _, _ := strings.Cut(setting, "=")
		settings, err := config.Load(slices.Concat(fixture.Upstreams(t), []string{"DATABASE_URL=postgres://nowhere", name + "=nowhere"}))
		require.NoError(t, err)
		_, err = upstream.Open(settings, "test")
		require.ErrorContains(t, err, `"nowhere"`, name)
	}
}
