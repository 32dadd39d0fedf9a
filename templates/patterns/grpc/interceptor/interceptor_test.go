package interceptor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/interceptor"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/logging/logging"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// call sends one call through the standard interceptors, and returns its record
// in the log.
func call(t *testing.T, headers grpcmetadata.MD, serve func(context.Context) error) (map[string]any, error) {
	t.Helper()
	var out bytes.Buffer
	interceptors := interceptor.Standard(interceptor.Options{
		Log: logging.New(&out, logging.Options{Level: slog.LevelInfo}), CallTimeout: time.Minute, StreamTimeout: time.Hour,
	})
	intercept := rpc.Unary(append(interceptors, rpc.Statuses("parcels")))
	ctx := grpcmetadata.NewIncomingContext(t.Context(), headers)
	_, err := intercept(ctx, nil, &grpc.UnaryServerInfo{FullMethod: "/a.B/C"}, func(ctx context.Context, _ any) (any, error) {
		return nil, serve(ctx)
	})
	var record map[string]any
	require.NoError(t, json.Unmarshal(out.Bytes(), &record), out.String())
	return record, err
}

func TestCallsAreLoggedWithWhatTheyCameTo(t *testing.T) {
	t.Parallel()
	record, err := call(t, grpcmetadata.Pairs("x-request-id", "one", "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), func(ctx context.Context) error {
		info := requestinfo.From(ctx)
		assert.Equal(t, "one", info.ID)
		assert.Equal(t, "/a.B/C", info.Route)
		info.Caller = "ann"
		return fault.Missing("parcel")
	})
	assert.Equal(t, codes.NotFound, grpcstatus.Code(err))
	for key, value := range map[string]any{
		"level": "INFO", "msg": "call", "method": "/a.B/C", "code": "NotFound", "caller": "ann",
		"request_id": "one", "trace_id": "0af7651916cd43dd8448eb211c80319c", "error": "not_found: The parcel does not exist.",
	} {
		assert.Equal(t, value, record[key], key)
	}
	record, err = call(t, nil, func(context.Context) error { return errors.New("defect") })
	assert.Equal(t, codes.Internal, grpcstatus.Code(err))
	assert.Equal(t, "ERROR", record["level"])
}

func TestIDsThatAreNotWellFormedAreReplaced(t *testing.T) {
	t.Parallel()
	for _, id := range []string{"", "a b", "line\nbreak", string(make([]byte, 65))} {
		record, err := call(t, grpcmetadata.Pairs("x-request-id", id), func(context.Context) error { return nil })
		require.NoError(t, err)
		assert.Len(t, record["request_id"], 32)
	}
	for _, trace := range []string{"x", "00-00000000000000000000000000000000-b7ad6b7169203331-01", "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"} {
		record, _ := call(t, grpcmetadata.Pairs("traceparent", trace), func(context.Context) error { return nil })
		assert.NotContains(t, record, "trace_id")
	}
}

func TestPanicsAreInternalErrors(t *testing.T) {
	t.Parallel()
	record, err := call(t, nil, func(context.Context) error { panic("hunter2") })
	assert.Equal(t, codes.Internal, grpcstatus.Code(err))
	assert.NotContains(t, err.Error(), "hunter2")
	assert.Contains(t, record["error"], "hunter2")
	assert.Contains(t, record["error"], "interceptor_test.go")
}

func TestBudgetsStayWithinTheCallersDeadline(t *testing.T) {
	t.Parallel()
	interceptors := interceptor.Standard(interceptor.Options{
		Log: slog.New(slog.DiscardHandler), CallTimeout: time.Minute, StreamTimeout: time.Hour,
	})
	left := func(ctx context.Context, streams bool) time.Duration {
		var found time.Duration
		for _, one := range interceptors {
			if one.Order == rpc.OrderTimeout {
				require.NoError(t, one.Around(ctx, rpc.Call{Streams: streams}, func(ctx context.Context) error {
					deadline, ok := ctx.Deadline()
					assert.True(t, ok)
					found = time.Until(deadline).Round(time.Minute)
					return nil
				}))
			}
		}
		return found
	}
	assert.Equal(t, time.Minute, left(t.Context(), false))
	assert.Equal(t, time.Hour, left(t.Context(), true))
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	assert.Equal(t, 5*time.Minute, left(ctx, true))
}

func TestWatchesLastAsLongAsTheirCallerWants(t *testing.T) {
	t.Parallel()
	for _, one := range interceptor.Standard(interceptor.Options{
		Log: slog.New(slog.DiscardHandler), CallTimeout: time.Minute, StreamTimeout: time.Hour,
	}) {
		require.NoError(t, one.Around(t.Context(), rpc.Call{Method: "/parcels.v1.ParcelService/WatchParcels", Streams: true}, func(ctx context.Context) error {
			_, limited := ctx.Deadline()
			assert.False(t, limited)
			return nil
		}))
	}
}
