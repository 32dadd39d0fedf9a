// Package rpcidempotency lets callers repeat a call that must not be done twice.
package rpcidempotency

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/idempotency/idempotency"
	"goldenpath.dev/patterns/logging/requestinfo"
)

const (
	// Metadata carries the key of a call, which its repetitions share.
	Metadata = "idempotency-key"
	// Replayed marks the answer to a repetition.
	Replayed = "idempotent-replayed"
)

// Guard puts the check of keys before each method that changes something, and
// refuses keys on streams: what they answer cannot be kept. Services that are
// about no resource, such as health, stay as they are. It fails for a method
// whose messages are not compiled in.
func Guard(services []rpc.Registration, keeper *idempotency.Keeper) error {
	for i, service := range services {
		if service.Resource == "" {
			continue
		}
		// The description is shared by all that serve it.
		guarded := *service.Desc
		guarded.Methods = slices.Clone(guarded.Methods)
		for j, method := range guarded.Methods {
			if (rpc.Method{Name: method.MethodName}).Reads() {
				continue
			}
			answer, err := answerOf(guarded.ServiceName, method.MethodName)
			if err != nil {
				return err
			}
			guarded.Methods[j].Handler = guard{next: method.Handler, answer: answer, keeper: keeper}.serve
		}
		guarded.Streams = slices.Clone(guarded.Streams)
		for j, stream := range guarded.Streams {
			guarded.Streams[j].Handler = withoutKey(stream.Handler)
		}
		services[i].Desc = &guarded
	}
	return nil
}

// answerOf finds the type of what a method answers.
func answerOf(service, method string) (protoreflect.MessageType, error) {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(protoreflect.FullName(service))
	if err != nil {
		return nil, fmt.Errorf("find %s: %w", service, err)
	}
	described, ok := found.(protoreflect.ServiceDescriptor)
	if !ok {
		return nil, fmt.Errorf("%s is no service", service)
	}
	of := described.Methods().ByName(protoreflect.Name(method))
	if of == nil {
		return nil, fmt.Errorf("%s has no method %s", service, method)
	}
	answer, err := protoregistry.GlobalTypes.FindMessageByName(of.Output().FullName())
	if err != nil {
		return nil, fmt.Errorf("find the answer of %s: %w", method, err)
	}
	return answer, nil
}

type guard struct {
	next   grpc.MethodHandler
	answer protoreflect.MessageType
	keeper *idempotency.Keeper
}

// serve serves a call: it stands between the interceptors and the method, where
// the request is a message.
//
//nolint:revive // the library has the context second
func (g guard) serve(server any, ctx context.Context, decode func(any) error, interceptor grpc.UnaryServerInterceptor) (any, error) {
	return g.next(server, ctx, decode, func(ctx context.Context, request any, info *grpc.UnaryServerInfo, method grpc.UnaryHandler) (any, error) {
		return interceptor(ctx, request, info, func(ctx context.Context, request any) (any, error) {
			text, err := keyOf(ctx)
			if err != nil {
				return nil, err
			}
			if text == "" {
				return method(ctx, request)
			}
			digest, err := fingerprint(request)
			if err != nil {
				return nil, err
			}
			key := idempotency.Key{Caller: requestinfo.From(ctx).Caller, Operation: info.FullMethod, Text: text, Request: digest}
			return g.once(ctx, key, func(ctx context.Context) (any, error) { return method(ctx, request) })
		})
	})
}

// once makes the call, unless its answer is kept.
func (g guard) once(ctx context.Context, key idempotency.Key, call func(context.Context) (any, error)) (any, error) {
	kept, replayed, err := g.keeper.Once(ctx, key, func(ctx context.Context) (*idempotency.Answer, error) {
		made, err := call(ctx)
		if err != nil {
			return nil, err
		}
		body, err := marshal(made)
		return &idempotency.Answer{Status: int(codes.OK), Body: body}, err
	})
	if errors.Is(err, idempotency.ErrReused) {
		return nil, idempotency.Reused(fault.Conflict)
	}
	if err != nil {
		return nil, err
	}
	answer := g.answer.New().Interface()
	if err := proto.Unmarshal(kept.Body, answer); err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	if replayed {
		// It fails only where the call is over already.
		_ = grpc.SetHeader(ctx, grpcmetadata.Pairs(Replayed, "true"))
	}
	return answer, nil
}

// keyOf returns the key of a call, or nothing.
func keyOf(ctx context.Context) (string, error) {
	values := grpcmetadata.ValueFromIncomingContext(ctx, Metadata)
	if len(values) == 0 {
		return "", nil
	}
	if len(values) > 1 {
		return "", malformed("repeated", "must be sent once")
	}
	if !idempotency.WellFormed(values[0]) {
		return "", malformed("format", idempotency.Form)
	}
	return values[0], nil
}

func malformed(code, message string) error {
	r := new(rpcvalue.Reader)
	r.Wrong(Metadata, code, message)
	return r.Err()
}

// withoutKey refuses calls of a stream that come with a key.
func withoutKey(next grpc.StreamHandler) grpc.StreamHandler {
	return func(server any, stream grpc.ServerStream) error {
		if len(grpcmetadata.ValueFromIncomingContext(stream.Context(), Metadata)) > 0 {
			return malformed("stream", "is for calls of one message, and this is a stream: make it without a key")
		}
		return next(server, stream)
	}
}

// fingerprint tells requests apart that share a key by mistake.
func fingerprint(request any) ([]byte, error) {
	text, err := marshal(request)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}

// marshal writes equal messages equally.
func marshal(message any) ([]byte, error) {
	typed, ok := message.(proto.Message)
	if !ok {
		return nil, fmt.Errorf("%T is no message of protobuf", message)
	}
	text, err := proto.MarshalOptions{Deterministic: true}.Marshal(typed)
	if err != nil {
		return nil, fmt.Errorf("write %T: %w", message, err)
	}
	return text, nil
}
