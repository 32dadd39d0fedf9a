// Package interceptor holds what every call passes before it reaches a use
// case, whether it has one message or many.
package interceptor

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"net/netip"
	"regexp"
	"runtime/debug"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcpeer "google.golang.org/grpc/peer"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// Options are the settings of the standard interceptors.
type Options struct {
	// Log receives one record a call.
	Log *slog.Logger
	// CallTimeout is the time budget of a call of one message.
	CallTimeout time.Duration
	// StreamTimeout is the time budget of a call of many messages; calls that watch
	// have none.
	StreamTimeout time.Duration
}

// Standard returns the interceptors that every service has.
func Standard(options Options) []rpc.Interceptor {
	return []rpc.Interceptor{
		{Order: rpc.OrderRequest, Around: request},
		{Order: rpc.OrderAccess, Around: access(options.Log)},
		{Order: rpc.OrderRecovery, Around: recovery},
		{Order: rpc.OrderTimeout, Around: timeout(options.CallTimeout, options.StreamTimeout)},
	}
}

const (
	requestIDKey   = "x-request-id"
	traceparentKey = "traceparent"
	tracestateKey  = "tracestate"
)

var (
	requestID   = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)
	traceparent = regexp.MustCompile(`^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$`)
)

// request notes who calls and what the call is named. An id of the client is
// kept if it is well formed, replaced otherwise, and always sent back.
func request(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
	headers, _ := grpcmetadata.FromIncomingContext(ctx)
	info := &requestinfo.Info{
		ID:      identify(first(headers, requestIDKey)),
		TraceID: traceID(first(headers, traceparentKey)),
		Client:  client(ctx),
		Route:   call.Method,
	}
	info.PassOn(first(headers, traceparentKey), first(headers, tracestateKey))
	// It fails only where the call is over already.
	_ = grpc.SetHeader(ctx, grpcmetadata.Pairs(requestIDKey, info.ID))
	return next(requestinfo.With(ctx, info))
}

func first(headers grpcmetadata.MD, key string) string {
	if values := headers.Get(key); len(values) > 0 {
		return values[0]
	}
	return ""
}

func identify(id string) string {
	if requestID.MatchString(id) {
		return id
	}
	const size = 16
	var number [size]byte
	//nolint:gosec // an id tells calls apart; it protects nothing, and secret ones cost a system call
	binary.LittleEndian.PutUint64(number[:], rand.Uint64())
	//nolint:gosec // as above
	binary.LittleEndian.PutUint64(number[size/2:], rand.Uint64())
	return hex.EncodeToString(number[:])
}

func traceID(header string) string {
	const invalid = "00000000000000000000000000000000"
	parts := traceparent.FindStringSubmatch(header)
	if parts == nil || strings.HasPrefix(header, "ff") || parts[1] == invalid {
		return ""
	}
	return parts[1]
}

// client is the address at the other end of the connection.
func client(ctx context.Context) string {
	caller, ok := grpcpeer.FromContext(ctx)
	if !ok {
		return ""
	}
	address, err := netip.ParseAddrPort(caller.Addr.String())
	if err != nil {
		return caller.Addr.String()
	}
	return address.Addr().Unmap().String()
}

// access logs every call once it is over. Messages and metadata stay out of the
// log: they may hold personal data and secrets.
func access(log *slog.Logger) func(context.Context, rpc.Call, func(context.Context) error) error {
	return func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
		start := time.Now()
		err := next(ctx)

		code := grpcstatus.Code(err)
		level := level(code)
		if !log.Enabled(ctx, level) {
			return err
		}
		info := requestinfo.From(ctx)
		// Made by hand: a logger would look for the line of code that logs, each time.
		record := slog.NewRecord(time.Now(), level, "call", 0)
		record.AddAttrs(
			slog.String("method", call.Method),
			slog.String("code", code.String()),
			slog.Int64("duration_us", time.Since(start).Microseconds()),
			slog.String("client", info.Client),
		)
		if info.Caller != "" {
			record.AddAttrs(slog.String("caller", info.Caller))
		}
		if info.Err != nil {
			record.AddAttrs(slog.Any("error", info.Err))
		}
		// A log that cannot be written has no place to say so.
		_ = log.Handler().Handle(ctx, record)
		return err
	}
}

// level tells failures of the service from those of its callers.
func level(code codes.Code) slog.Level {
	switch code {
	case codes.Unknown, codes.DeadlineExceeded, codes.Unimplemented, codes.Internal, codes.Unavailable, codes.DataLoss:
		return slog.LevelError
	default:
		return slog.LevelInfo
	}
}

// recovery turns a panic into a failure and leaves its stack to the access log.
func recovery(ctx context.Context, _ rpc.Call, next func(context.Context) error) (failure error) {
	defer func() {
		if recovered := recover(); recovered != nil {
			failure = fmt.Errorf("panic: %v\n%s", recovered, debug.Stack())
		}
	}()
	return next(ctx)
}

// timeout gives every call a time budget, within the deadline that its caller
// has set. The work below sees it as the deadline of its context. A call that
// watches lasts as long as its caller and the connection do.
func timeout(call, stream time.Duration) func(context.Context, rpc.Call, func(context.Context) error) error {
	return func(ctx context.Context, c rpc.Call, next func(context.Context) error) error {
		budget := call
		if c.Streams {
			if rpc.ParseMethod(c.Method).Watches() {
				return next(ctx)
			}
			budget = stream
		}
		ctx, cancel := context.WithTimeout(ctx, budget)
		defer cancel()
		return next(ctx)
	}
}
