package replica

import (
	"context"
	"log/slog"
	"strings"

	"google.golang.org/grpc"
	grpcmetadata "google.golang.org/grpc/metadata"

	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcvalue"
)

// metadataKey is Header, as metadata of calls has it.
const metadataKey = "read-after"

// Interceptor lets calls that only read read from copies, and makes others say in
// their trailing metadata, at read-after, how far a copy must have come to hold
// what they wrote. Reads that send the value back in their metadata see it.
func (s *Set) Interceptor() rpc.Interceptor {
	return rpc.Interceptor{Order: rpc.OrderReading, Around: func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
		if !rpc.ParseMethod(call.Method).Reads() {
			return s.tellAfter(ctx, next)
		}
		seen, err := seenBy(ctx)
		if err != nil {
			return err
		}
		return next(Allow(ctx, seen))
	}}
}

// seenBy reads from the metadata what the caller has to see.
func seenBy(ctx context.Context) (Position, error) {
	places := grpcmetadata.ValueFromIncomingContext(ctx, metadataKey)
	if len(places) == 0 {
		return 0, nil
	}
	r := new(rpcvalue.Reader)
	seen := rpcvalue.Parse(r, metadataKey, strings.Join(places, ", "), ParsePosition)
	return seen, r.Err()
}

// tellAfter asks where the primary is, after everything is committed.
func (s *Set) tellAfter(ctx context.Context, next func(context.Context) error) error {
	if err := next(ctx); err != nil {
		return err
	}
	position, err := s.position(ctx)
	if err == nil {
		err = grpc.SetTrailer(ctx, grpcmetadata.Pairs(metadataKey, position.String()))
	}
	if err != nil {
		// The write is done: its caller can do without, and reads from any copy.
		s.options.Log.WarnContext(ctx, "the place of a write is not known", slog.Any("error", err))
	}
	return nil
}
