package service_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/shutdown/service"
	"goldenpath.dev/patterns/testing/fixture"
)

func TestMain(m *testing.M) { fixture.Main(m) }

var build = service.Build{Name: "test", Version: "1.2.3"}

func environ(t *testing.T, settings []string) []string {
	t.Helper()
	own := []string{"SHUTDOWN_DELAY=10ms", "HEALTH_MAX_AGE=1ms"}
	return slices.Concat(own, fixture.FreePorts, fixture.Environment(t), fixture.Servers(t), settings)
}

func run(t *testing.T, settings []string, args ...string) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := service.Run(t.Context(), build, args, environ(t, settings), &out)
	return out.String(), err
}

func TestUnknownCommandsAreRefusedWithTheUsage(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{}, {"sing"}, {"sing", "aloud"}} {
		out, err := run(t, nil, args...)
		require.ErrorContains(t, err, "unknown command", args)
		assert.Contains(t, out, "  test serve ")
		assert.Contains(t, out, "  test version ")
	}
	out, err := run(t, nil, "serve", "-port=9")
	require.ErrorContains(t, err, `unknown command serve "-port=9": settings are environment variables`)
	assert.Contains(t, out, "  test serve ")
	assert.NotContains(t, out, "  test version ")
	for _, word := range []string{"help", "-h", "--help"} {
		out, err = run(t, nil, word)
		require.NoError(t, err, word)
		assert.Contains(t, out, "  test version ")
	}
	out, err = run(t, nil, "version")
	require.NoError(t, err)
	assert.Equal(t, "test 1.2.3\n", out)
	_, err = run(t, []string{"SHUTDOWN_DELAY=many"}, "serve")
	assert.ErrorContains(t, err, "SHUTDOWN_DELAY")
}

func TestItServesUntilItIsStopped(t *testing.T) {
	t.Parallel()
	assert.Equal(t, map[string]int{
		"/livez": http.StatusOK, "/readyz": http.StatusOK, "/startupz": http.StatusOK, "/loglevel": http.StatusOK, "/nothing": http.StatusNotFound,
	}, served(t, fixture.ServiceSettings(t)))
}

// served runs the service until it has answered on its admin port, and returns
// the statuses.
func served(t *testing.T, own []string) map[string]int {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	reader, writer := io.Pipe()
	ended := make(chan error, 1)
	settings := environ(t, own)
	go func() {
		ended <- service.Run(ctx, build, []string{"serve"}, settings, writer)
		_ = writer.Close()
	}()
	log := bufio.NewScanner(reader)
	address := adminAddress(t, log)
	drained := make(chan struct{})
	go func() {
		for log.Scan() {
		}
		close(drained)
	}()

	client := &http.Client{Transport: &http.Transport{}, Timeout: 10 * time.Second}
	statuses := map[string]int{}
	for _, path := range []string{"/livez", "/readyz", "/startupz", "/loglevel", "/nothing"} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+path, nil)
		require.NoError(t, err)
		answer, err := client.Do(request)
		require.NoError(t, err)
		require.NoError(t, answer.Body.Close())
		statuses[path] = answer.StatusCode
	}
	client.CloseIdleConnections()
	stop()
	require.NoError(t, <-ended)
	<-drained
	return statuses
}

// adminAddress reads the log until the admin server listens.
func adminAddress(t *testing.T, log *bufio.Scanner) string {
	t.Helper()
	for log.Scan() {
		var record struct{ Server, Address string }
		require.NoError(t, json.Unmarshal(log.Bytes(), &record))
		if record.Server == "admin" {
			return record.Address
		}
	}
	require.Fail(t, "the service ended")
	return ""
}
