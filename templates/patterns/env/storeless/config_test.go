package config_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/env/config"
)

// valid is all that has to be set, and more. A database is among it only in the module of
// the patterns, whose settings are those of all of them.
func valid(more ...string) []string {
	return append([]string{"DATABASE_URL=postgres://localhost:5432/name"}, more...)
}

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	_, err := config.Load(valid())
	require.NoError(t, err)
}

func TestEveryMistakeIsReportedByName(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{"SHUTDOWN_DELAY=many", "LOG_LEVEL="})
	require.ErrorContains(t, err, "SHUTDOWN_DELAY")

	_, err = config.Load(valid("LOG_LEVEL=loud", "HTTP_IDLE_TIMEOUT=0s", "SHUTDOWN_PHASE_TIMEOUT=0s"))
	require.ErrorContains(t, err, "LOG_LEVEL")
	require.ErrorContains(t, err, "HTTP_IDLE_TIMEOUT")
	require.ErrorContains(t, err, "SHUTDOWN_PHASE_TIMEOUT")
}
