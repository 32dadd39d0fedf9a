package config_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/acme/orders/internal/config"
)

const url = "DATABASE_URL=postgres://user:hunter2@localhost:5432/name"

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{url})
	require.NoError(t, err)
}

func TestEveryMistakeIsReportedByName(t *testing.T) {
	t.Parallel()
	_, err := config.Load([]string{"SHUTDOWN_DELAY=many", "LOG_LEVEL="})
	require.ErrorContains(t, err, "SHUTDOWN_DELAY")
	require.ErrorContains(t, err, "DATABASE_URL")

	_, err = config.Load([]string{url, "LOG_LEVEL=loud", "HTTP_IDLE_TIMEOUT=0s", "SHUTDOWN_PHASE_TIMEOUT=0s"})
	require.ErrorContains(t, err, "LOG_LEVEL")
	require.ErrorContains(t, err, "HTTP_IDLE_TIMEOUT")
	require.ErrorContains(t, err, "SHUTDOWN_PHASE_TIMEOUT")
}

func TestSecretsAreNotShown(t *testing.T) {
	t.Parallel()
	settings, err := config.Load([]string{url})
	require.NoError(t, err)
	text, err := json.Marshal(settings)
	require.NoError(t, err)
	assert.NotContains(t, fmt.Sprintf("%v %+v %#v %s", settings, settings, settings, text), "hunter2")
}
