package rpc

import (
	"context"
	"errors"
	"regexp"
	"strings"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/durationpb"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/logging/requestinfo"
)

var statuses = map[fault.Kind]codes.Code{
	fault.Malformed:       codes.InvalidArgument,
	fault.Invalid:         codes.InvalidArgument,
	fault.NotFound:        codes.NotFound,
	fault.Conflict:        codes.FailedPrecondition,
	fault.Stale:           codes.Aborted,
	fault.Unversioned:     codes.InvalidArgument,
	fault.TooLarge:        codes.ResourceExhausted,
	fault.Unsupported:     codes.InvalidArgument,
	fault.Unavailable:     codes.Unavailable,
	fault.Unauthenticated: codes.Unauthenticated,
	fault.Forbidden:       codes.PermissionDenied,
	fault.Exhausted:       codes.ResourceExhausted,
	fault.Internal:        codes.Internal,
}

// Statuses answers failures with a status and its details: the code of the
// fault in the domain of the service, the mistakes by field, the request id,
// and when a retry makes sense. Whatever is not a fault is answered as an
// internal error without a word about its cause.
func Statuses(domain string) Interceptor {
	return Interceptor{Order: OrderStatus, Around: func(ctx context.Context, _ Call, next func(context.Context) error) error {
		err := next(ctx)
		if err == nil {
			return nil
		}
		requestinfo.From(ctx).Err = err
		return statusOf(ctx, domain, err).Err()
	}}
}

func statusOf(ctx context.Context, domain string, err error) *grpcstatus.Status {
	code, found := classify(err)
	message := found.Detail
	if message == "" {
		message = found.Code
	}
	details := []protoadapt.MessageV1{&errdetails.ErrorInfo{Reason: strings.ToUpper(found.Code), Domain: domain}}
	if len(found.Fields) > 0 {
		details = append(details, badRequest(found.Fields))
	}
	if id := requestinfo.From(ctx).ID; id != "" {
		details = append(details, &errdetails.RequestInfo{RequestId: id})
	}
	if found.RetryAfter > 0 {
		details = append(details, &errdetails.RetryInfo{RetryDelay: durationpb.New(found.RetryAfter)})
	}
	plain := grpcstatus.New(code, message)
	detailed, err := plain.WithDetails(details...)
	if err != nil {
		return plain
	}
	return detailed
}

func classify(err error) (codes.Code, *fault.Error) {
	if found, ok := errors.AsType[*fault.Error](err); ok {
		// What is there already has a code of its own in gRPC.
		if found.Kind == fault.Conflict && found.Code == "already_exists" {
			return codes.AlreadyExists, found
		}
		// So has a place to go on from that is no longer kept.
		if found.Kind == fault.Stale && found.Code == "position_gone" {
			return codes.OutOfRange, found
		}
		return statuses[found.Kind], found
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return codes.DeadlineExceeded, fault.New(fault.Unavailable, "timeout", "The call took longer than its deadline.")
	}
	if errors.Is(err, context.Canceled) {
		return codes.Canceled, fault.New(fault.Unavailable, "canceled", "The call was canceled.")
	}
	if broken, ok := errors.AsType[streamError](err); ok {
		told := grpcstatus.Convert(broken.error)
		return told.Code(), fault.New(fault.Malformed, "stream_broken", told.Message())
	}
	return codes.Internal, fault.New(fault.Internal, "internal_error", "Something went wrong on our side; the request id helps us to find it.")
}

func badRequest(fields []fault.Field) *errdetails.BadRequest {
	request := &errdetails.BadRequest{}
	for _, field := range fields {
		request.FieldViolations = append(request.FieldViolations, &errdetails.BadRequest_FieldViolation{
			Field: path(field), Description: field.Message, Reason: strings.ToUpper(field.Code),
		})
	}
	return request
}

var index = regexp.MustCompile(`/(\d+)`)

// path turns the pointer into an input, such as /tags/3, into the path from the
// request, input.tags[3]. What is no part of the input has its path already.
func path(field fault.Field) string {
	if field.Pointer == "" {
		return field.Parameter
	}
	return "input" + strings.ReplaceAll(index.ReplaceAllString(field.Pointer, "[$1]"), "/", ".")
}
