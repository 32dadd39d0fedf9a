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

// refusal is a status with those of its details that mean something here.
type refusal struct {
	status *grpcstatus.Status
	// code is that of the service, in lower case; empty where it gives none.
	code       string
	fields     []fault.Field
	retryAfter time.Duration
}

func readRefusal(err error) refusal {
	read := refusal{status: grpcstatus.Convert(err)}
	for _, detail := range read.status.Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			read.code = strings.ToLower(detail.GetReason())
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				read.fields = append(read.fields, fieldOf(violation))
			}
		case *errdetails.RetryInfo:
			read.retryAfter = max(0, detail.GetRetryDelay().AsDuration())
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
	read := readRefusal(err)
	failure := &calling.Failure{Err: err, Verdict: calling.Well, RetryAfter: read.retryAfter, Fault: faultOf(what, read)}
	switch read.status.Code() {
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
		failure.Trouble = read.retryAfter > 0
	case codes.Internal, codes.Unknown, codes.DataLoss:
		failure.Verdict = calling.Ill
	}
	return failure
}

// faultOf is what a refusal means to who called: that there is no such thing, or
// that it contradicts or breaks rules.
func faultOf(what string, read refusal) *fault.Error {
	if read.status.Code() == codes.NotFound && what != "" {
		return fault.Missing(what)
	}
	kind, ok := kinds[read.status.Code()]
	if !ok || read.code == "" {
		return nil
	}
	return &fault.Error{Kind: kind, Code: read.code, Detail: read.status.Message(), Fields: read.fields}
}

var kinds = map[codes.Code]fault.Kind{
	codes.AlreadyExists:      fault.Conflict,
	codes.FailedPrecondition: fault.Conflict,
	codes.Aborted:            fault.Stale,
	codes.InvalidArgument:    fault.Invalid,
}
