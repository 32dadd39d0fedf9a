package projectioncommand_test

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/projection/projectioncommand"
	"goldenpath.dev/patterns/shutdown/cli"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

func command(t *testing.T, url string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := projectioncommand.New().Run(t.Context(), args, append(fixture.Servers(t), "DATABASE_URL="+url), &out)
	return out.String(), err
}

func TestAProjectionIsAskedForOnce(t *testing.T) {
	t.Parallel()
	_, url := fixture.Alone(t)
	_, err := command(t, url, "rebuild")
	require.NoError(t, err)
	_, err = command(t, url, "rebuild")
	require.ErrorContains(t, err, "is being built already")
	listed, err := command(t, url, "status")
	require.NoError(t, err)
	assert.Regexp(t, `1 +building +begun 20`, listed)
}

func TestCommandsThatMakeNoSenseAreRefused(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"rebuild", "all"}, {"sing"}} {
		_, err := command(t, fixture.URL(t), args...)
		require.ErrorIs(t, err, cli.ErrUsage)
	}
}
