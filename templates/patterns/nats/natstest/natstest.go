// Package natstest gives tests a real NATS with JetStream, and streams in it that
// no other test uses.
package natstest

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
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
	prefix, remove := Create(t)
	t.Cleanup(func() { assert.NoError(t, remove()) })
	return prefix
}

// Create returns a prefix that nobody else has, and how to remove what is below it.
func Create(t testing.TB) (prefix string, remove func() error) {
	t.Helper()
	server := URL(t)
	prefix = "test-" + strings.ToLower(rand.Text())
	return prefix, func() error {
		js, done, err := open(server)
		if err != nil {
			return err
		}
		defer done()
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		names := js.StreamNames(ctx)
		failures := []error{}
		for name := range names.Name() {
			if strings.HasPrefix(name, prefix) {
				failures = append(failures, js.DeleteStream(ctx, name))
			}
		}
		return errors.Join(append(failures, names.Err())...)
	}
}

// JetStream opens the server for the length of the test, to look at its streams.
func JetStream(t testing.TB) jetstream.JetStream {
	t.Helper()
	js, done, err := open(URL(t))
	require.NoError(t, err)
	t.Cleanup(done)
	return js
}

func open(server string) (js jetstream.JetStream, done func(), err error) {
	closed := make(chan struct{})
	conn, err := nats.Connect(server, nats.Timeout(patience), nats.ClosedHandler(func(*nats.Conn) { close(closed) }))
	if err != nil {
		return nil, nil, fmt.Errorf("reach the server of %s: %w", URLVariable, err)
	}
	js, err = jetstream.New(conn)
	return js, func() {
		conn.Close()
		<-closed
	}, err
}
