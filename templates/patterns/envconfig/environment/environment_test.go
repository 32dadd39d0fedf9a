package environment_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/bounded-contexts/settings"
	"goldenpath.dev/patterns/envconfig/environment"
)

type section struct {
	Address string             `env:"SHOP_ADDRESS, default=:80"`
	Limit   settings.Bytes     `env:"SHOP_LIMIT, default=1KiB"`
	Names   []string           `env:"SHOP_NAMES"`
	Nets    []settings.Network `env:"SHOP_NETS"`
	Secret  settings.Secret    `env:"SHOP_SECRET, required"`
	Wait    time.Duration      `env:"SHOP_WAIT, default=5s"`
}

func TestReadTakesDefaultsForWhatIsEmpty(t *testing.T) {
	t.Parallel()
	var read section
	require.NoError(t, environment.Read(environment.Variables([]string{
		"SHOP_ADDRESS=", "SHOP_NAMES=a,b", "SHOP_NETS=10.0.0.0/8,192.0.2.1", "SHOP_SECRET=x=y", "OTHER=1",
	}), &read))
	assert.Equal(t, ":80", read.Address)
	assert.Equal(t, settings.Bytes(1024), read.Limit)
	assert.Equal(t, []string{"a", "b"}, read.Names)
	assert.Len(t, read.Nets, 2)
	assert.Equal(t, "x=y", read.Secret.Reveal())
	assert.Equal(t, 5*time.Second, read.Wait)
}

func TestReadNamesTheVariablesThatAreWrong(t *testing.T) {
	t.Parallel()
	err := environment.Read(environment.Variables([]string{"SHOP_LIMIT=many", "SHOP_WAIT=5", "SHOP_NETS=home"}), new(section))
	for _, name := range []string{"SHOP_LIMIT: ", "SHOP_WAIT: ", "SHOP_NETS: ", "SHOP_SECRET is not set"} {
		assert.ErrorContains(t, err, name)
	}
}
