package logging_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/logging/logging"
	"goldenpath.dev/patterns/logging/requestinfo"
)

func TestRecordsCarryTheRequestAndHideSecrets(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logging.New(&out, logging.Options{Service: "shop", Version: "1.0", Level: slog.LevelInfo})
	ctx := requestinfo.With(context.Background(), &requestinfo.Info{ID: "r-1", TraceID: "t-1"})
	log.With("scope", "test").InfoContext(ctx, "hello", "access_token", "abc", "wait", time.Second)
	log.Debug("not this")

	var record map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &record))
	delete(record, "time")
	assert.Equal(t, map[string]any{
		"level": "INFO", "msg": "hello", "service": "shop", "version": "1.0", "scope": "test",
		"access_token": "[redacted]", "wait_us": 1e6, "request_id": "r-1", "trace_id": "t-1",
	}, record)
}

// account has a secret inside.
type account struct{ token string }

func (a account) LogValue() slog.Value {
	return slog.GroupValue(slog.String("id", "7"), slog.String("Token", a.token))
}

func TestSecretsAreHiddenHoweverDeep(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logging.New(&out, logging.Options{Level: slog.LevelInfo})
	log.With("api_key_id", "hunter2").WithGroup("request").Info("hello",
		slog.Group("inner", "cookie", "hunter2", "left", time.Minute, slog.Group("deeper", "password", "hunter2")),
		"account", account{token: "hunter2"},
	)
	assert.NotContains(t, out.String(), "hunter2")
	assert.Contains(t, out.String(), `"inner":{"cookie":"[redacted]","left_us":60000000,"deeper":{"password":"[redacted]"}}`)
	assert.Contains(t, out.String(), `"account":{"id":"7","Token":"[redacted]"}`)
}

func TestNamesMadeAtRunTimeAreJudgedToo(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	log := logging.New(&out, logging.Options{Level: slog.LevelInfo})
	for n := range 2000 {
		log.Info("hello", "token"+strconv.Itoa(n), "hunter2")
	}
	assert.NotContains(t, out.String(), "hunter2")
}

func TestLevelChangesWhileTheServiceRuns(t *testing.T) {
	t.Parallel()
	level := new(slog.LevelVar)
	put := logging.LevelRoutes(level)[1].Handler
	for body, status := range map[string]int{"debug": http.StatusOK, "loud": http.StatusBadRequest} {
		recorder := httptest.NewRecorder()
		put.ServeHTTP(recorder, httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/loglevel", strings.NewReader(body)))
		assert.Equal(t, status, recorder.Code, body)
	}
	assert.Equal(t, slog.LevelDebug, level.Level())
}
