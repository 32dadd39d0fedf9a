package grpcclient

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
)

// Refusal is a status with those of its details that mean something to callers.
type Refusal struct {
	Status *grpcstatus.Status
	// Code is that of the service, in lower case; empty where it gives none.
	Code   string
	Fields []fault.Field
	// RetryAfter is the time after which the service wants to be asked again.
	RetryAfter time.Duration
}

// ReadRefusal reads what a service told with err, which is an error of gRPC.
func ReadRefusal(err error) Refusal {
	read := Refusal{Status: grpcstatus.Convert(err)}
	for _, detail := range read.Status.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			read.Code = strings.ToLower(detail.GetReason())
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				read.Fields = append(read.Fields, fieldOf(violation))
			}
		case *errdetails.RetryInfo:
			read.RetryAfter = max(0, detail.GetRetryDelay().AsDuration())
		}
	}
	return read
}

var index = regexp.MustCompile(`\[(\d+)\]`)

// fieldOf turns the path from the request, such as input.tags[3], into the pointer
// from the input, /tags/3. What is no part of the input keeps its path.
func fieldOf(violation *errdetails.BadRequest_FieldViolation) fault.Field {
	field := fault.Field{Code: strings.ToLower(violation.GetReason()), Message: violation.GetDescription()}
	path, ok := strings.CutPrefix(violation.GetField(), "input.")
	if !ok {
		field.Parameter = violation.GetField()
		return field
	}
	field.Pointer = "/" + strings.ReplaceAll(index.ReplaceAllString(path, "/$1"), ".", "/")
	return field
}

// failureOf tells what follows from the error of an attempt; arrived says whether
// a replica had been chosen and reached.
func failureOf(ctx context.Context, what string, err error, arrived bool) *calling.Failure {
	read := ReadRefusal(err)
	failure := &calling.Failure{Err: err, Verdict: calling.Well, RetryAfter: read.RetryAfter, Fault: faultOf(what, read)}
	switch read.Status.Code() {
	case codes.Canceled:
		failure.Verdict = calling.Unknown
		if ctx.Err() != nil {
			failure.Err = fmt.Errorf("%w: %w", context.Canceled, err)
		}
	case codes.DeadlineExceeded:
		failure.Verdict, failure.Trouble = calling.Ill, true
		failure.Err = fmt.Errorf("%w: %w", context.DeadlineExceeded, err)
	case codes.Unavailable:
		failure.Verdict, failure.Trouble, failure.Unsent = calling.Ill, true, !arrived
	case codes.ResourceExhausted:
		// What is too large is so again; who has asked too often is told when to come back.
		failure.Trouble = read.RetryAfter > 0
	case codes.Internal, codes.Unknown, codes.DataLoss:
		failure.Verdict = calling.Ill
	default:
		// It answers, whatever it thinks of the request.
	}
	return failure
}

// faultOf is what a refusal means to who called: that there is no such thing, or
// that it contradicts or breaks rules.
func faultOf(what string, read Refusal) *fault.Error {
	if read.Status.Code() == codes.NotFound && what != "" {
		return fault.Missing(what)
	}
	kind, ok := kinds[read.Status.Code()]
	if !ok || read.Code == "" {
		return nil
	}
	return &fault.Error{Kind: kind, Code: read.Code, Detail: read.Status.Message(), Fields: read.Fields}
}

var kinds = map[codes.Code]fault.Kind{
	codes.AlreadyExists:      fault.Conflict,
	codes.FailedPrecondition: fault.Conflict,
	codes.Aborted:            fault.Stale,
	codes.InvalidArgument:    fault.Invalid,
}
