package discovery_test

import (
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"

	"goldenpath.dev/patterns/discovery/discovery"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestAddressesThatAreNoneAreRefused(t *testing.T) {
	t.Parallel()
	names := []string{"parcels", "users"}
	read, err := discovery.ReadStatic([]string{"parcels=10.0.0.7:8080", "parcels=[::1]:8080", "users=users-1.local:80"}, names)
	require.NoError(t, err)
	assert.Equal(t, map[string][]string{"parcels": {"10.0.0.7:8080", "[::1]:8080"}, "users": {"users-1.local:80"}}, read)
	for _, line := range []string{"parcels", "parcels=", "parcels=10.0.0.7", "parcels=:80", "parcels=10.0.0.7:0", "parcels=a:" + strconv.Itoa(1<<16), "parcels=http://a:80"} {
		_, err := discovery.ReadStatic([]string{line}, names)
		require.ErrorContains(t, err, "DISCOVERY_STATIC", line)
	}
	_, err = discovery.ReadStatic([]string{"orders=10.0.0.7:80"}, names)
	assert.ErrorContains(t, err, "use parcels or users")
}
