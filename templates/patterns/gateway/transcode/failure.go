package transcode

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	grpcstatus "google.golang.org/grpc/status"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/typed-clients/grpcclient"
)

// statusError is an error of gRPC.
type statusError interface {
	error
	GRPCStatus() *grpcstatus.Status
}

// fail answers a request whose call failed; told is the metadata that came with it.
func (u *Upstream) fail(w http.ResponseWriter, r *http.Request, err error, told grpcmetadata.MD) {
	failure, ok := errors.AsType[statusError](err)
	if !ok {
		u.Unavailable(w, r, err)
		return
	}
	refusal := grpcclient.ReadRefusal(failure)
	switch {
	case errors.Is(r.Context().Err(), context.Canceled):
		problem.Write(w, r, r.Context().Err())
		return
	case refusal.Status.Code() == codes.DeadlineExceeded:
		u.TimedOut(w, r, err)
		return
	}
	refusal.RetryAfter = max(refusal.RetryAfter, retryAfter(told))
	refused, ok := faultOf(refusal)
	if !ok {
		u.Unavailable(w, r, err)
		return
	}
	if refused.Kind == fault.Unauthenticated {
		// RFC 9110 wants a challenge with each 401.
		w.Header().Set("WWW-Authenticate", "Bearer")
	}
	refused.Cause = below(err)
	problem.Write(w, r, refused)
}

// below is what a call failed with, without the fault that the client made of it: the
// log would tell the same twice.
func below(err error) error {
	if made, ok := errors.AsType[*fault.Error](err); ok && made.Cause != nil {
		return made.Cause
	}
	return err
}

// meaning is what a code of gRPC is to clients.
type meaning struct {
	kind fault.Kind
	// code names it where the service does not.
	code string
}

var meanings = map[codes.Code]meaning{
	codes.InvalidArgument:    {fault.Invalid, "invalid"},
	codes.OutOfRange:         {fault.Invalid, "out_of_range"},
	codes.NotFound:           {fault.NotFound, "not_found"},
	codes.AlreadyExists:      {fault.Conflict, "already_exists"},
	codes.FailedPrecondition: {fault.Conflict, "failed_precondition"},
	codes.Aborted:            {fault.Stale, "stale_version"},
	codes.Unauthenticated:    {fault.Unauthenticated, "credentials_required"},
	codes.PermissionDenied:   {fault.Forbidden, "forbidden"},
	codes.ResourceExhausted:  {fault.Exhausted, "rate_limited"},
	codes.Unavailable:        {fault.Unavailable, "unavailable"},
	codes.Internal:           {fault.Internal, "internal_error"},
}

// more are codes of services whose status has several meanings.
var more = map[string]fault.Kind{
	"idempotency_key_reused": fault.Invalid,
	"malformed_request":      fault.Malformed,
	"too_large":              fault.TooLarge,
	"version_required":       fault.Unversioned,
}

// faultOf is what a refusal means to clients. What the connection fails with is
// nothing that the service said, and means nothing.
func faultOf(refusal grpcclient.Refusal) (*fault.Error, bool) {
	code := refusal.Status.Code()
	means, ok := meanings[code]
	if !ok || refusal.Code == "" && isOfConnection(code) && refusal.RetryAfter == 0 {
		return nil, false
	}
	if refusal.Code != "" {
		means.code = refusal.Code
	}
	if kind, ok := more[refusal.Code]; ok {
		means.kind = kind
	}
	detail := refusal.Status.Message()
	if refusal.Code == "malformed_request" && areOfQuery(refusal.Fields) {
		means.code, detail = "invalid_query", "The query cannot be read."
	}
	fields := make([]fault.Field, len(refusal.Fields))
	for i, field := range refusal.Fields {
		field.Parameter = parameter(field.Parameter)
		fields[i] = field
	}
	return &fault.Error{
		Kind: means.kind, Code: means.code, Detail: detail, Fields: fields, RetryAfter: refusal.RetryAfter,
	}, true
}

// isOfConnection says whether a connection fails with the code, too: for want of a
// service, of a message in its limits, of a stream that ends as it should.
func isOfConnection(code codes.Code) bool {
	return code == codes.Unavailable || code == codes.ResourceExhausted || code == codes.Internal
}

const filterPrefix = "filter."

// queryParameters are what the query calls fields of requests for lists.
var queryParameters = map[string]string{"page_size": "limit", "page_token": "cursor", "order_by": "sort"}

// areOfQuery says whether there are fields, and all were in the query.
func areOfQuery(fields []fault.Field) bool {
	return len(fields) > 0 && !slices.ContainsFunc(fields, func(field fault.Field) bool {
		return queryParameters[field.Parameter] == "" && !strings.HasPrefix(field.Parameter, filterPrefix)
	})
}

// parameter is what HTTP calls a field of a request.
func parameter(field string) string {
	if name, ok := queryParameters[field]; ok {
		return name
	}
	if field == "version" {
		return "If-Match"
	}
	return strings.TrimPrefix(field, filterPrefix)
}

// retryAfter reads the seconds of retry-after; what is none counts for nothing.
func retryAfter(told grpcmetadata.MD) time.Duration {
	for _, text := range told.Get("retry-after") {
		if seconds, err := strconv.Atoi(text); err == nil && seconds > 0 {
			return time.Duration(seconds) * time.Second
		}
	}
	return 0
}
