// Package natstest gives tests a real NATS with JetStream, and streams in it that
// no other test uses.
package natstest

import (
	"context"
	"crypto/rand"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// URLVariable names the environment variable with the URL of a NATS on which
// tests may make streams.
const URLVariable = "TEST_NATS_URL"

// patience is the time that the server may take for an answer.
const patience = 10 * time.Second

// URL returns the URL of the NATS. Without one, the test is skipped, or fails when
// it runs in CI, where nobody would notice.
func URL(t testing.TB) string {
	t.Helper()
	server := os.Getenv(URLVariable)
	if server == "" {
		if os.Getenv("CI") != "" {
			require.Fail(t, "no NATS to test on", "set %s", URLVariable)
		}
		t.Skipf("set %s to run this test, for example by 'make test-integration'", URLVariable)
	}
	return server
}

// Prefix returns a prefix that no other test has. What is below it ends with the
// test.
func Prefix(t testing.TB) string {
	t.Helper()
	prefix := "test-" + strings.ToLower(rand.Text())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(t.Context()), patience)
		defer cancel()
		js := JetStream(t)
		names := js.StreamNames(ctx)
		for name := range names.Name() {
			if strings.HasPrefix(name, prefix) {
				assert.NoError(t, js.DeleteStream(ctx, name))
			}
		}
		assert.NoError(t, names.Err())
	})
	return prefix
}

// JetStream opens the server for the length of the test, to look at its streams.
func JetStream(t testing.TB) jetstream.JetStream {
	t.Helper()
	closed := make(chan struct{})
	conn, err := nats.Connect(URL(t), nats.Timeout(patience), nats.ClosedHandler(func(*nats.Conn) { close(closed) }))
	require.NoError(t, err)
	t.Cleanup(func() {
		conn.Close()
		<-closed
	})
	js, err := jetstream.New(conn)
	require.NoError(t, err)
	return js
}
