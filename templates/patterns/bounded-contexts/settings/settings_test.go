package settings_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/bounded-contexts/settings"
)

func TestSecretShowsItselfNowhere(t *testing.T) {
	t.Parallel()
	secret := settings.Secret("hunter2")
	var out bytes.Buffer
	slog.New(slog.NewJSONHandler(&out, nil)).Info("start", "config", struct{ Password settings.Secret }{secret}, "key", secret)
	text, err := json.Marshal(map[string]any{"secret": secret})
	require.NoError(t, err)
	shown := fmt.Sprintf("%v %+v %#v %s %q", secret, struct{ S settings.Secret }{secret}, secret, secret, secret) + out.String() + string(text)
	assert.NotContains(t, shown, "hunter2")
	assert.Equal(t, "hunter2", secret.Reveal())
}

func TestBytesReadsUnits(t *testing.T) {
	t.Parallel()
	for text, expected := range map[string]settings.Bytes{"0": 0, "512": 512, "64KiB": 64 << 10, "1MiB": 1 << 20, "2GiB": 2 << 30} {
		var read settings.Bytes
		require.NoError(t, read.UnmarshalText([]byte(text)), text)
		assert.Equal(t, expected, read, text)
	}
	for _, text := range []string{"", "-1", "1MB", "1.5MiB", "MiB", "9999999999GiB"} {
		assert.Error(t, new(settings.Bytes).UnmarshalText([]byte(text)), text)
	}
}

func TestNetworkReadsRangesAndAddresses(t *testing.T) {
	t.Parallel()
	for text, expected := range map[string]string{"10.1.2.3/8": "10.0.0.0/8", "192.0.2.1": "192.0.2.1/32", "2001:db8::1": "2001:db8::1/128"} {
		var read settings.Network
		require.NoError(t, read.UnmarshalText([]byte(text)), text)
		assert.Equal(t, expected, read.String())
	}
	assert.Error(t, new(settings.Network).UnmarshalText([]byte("localhost")))
}

func TestRangesNameTheSetting(t *testing.T) {
	t.Parallel()
	assert.NoError(t, settings.AtLeast("WAIT", 1, 1))
	assert.EqualError(t, settings.AtLeast("WAIT", time.Second, time.Minute), "WAIT is 1s, it must be at least 1m0s")
	assert.NoError(t, settings.OneOf("LEVEL", "info", "debug", "info"))
	assert.EqualError(t, settings.OneOf("LEVEL", "loud", "debug", "info"), `LEVEL is "loud", it must be one of debug, info`)
}
