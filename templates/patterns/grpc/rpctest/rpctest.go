// Package rpctest helps tests to call a gRPC API.
package rpctest

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	grpcstatus "google.golang.org/grpc/status"
)

// Dial connects to the address until the test ends.
func Dial(t testing.TB, address string, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(address, append(options, grpc.WithTransportCredentials(insecure.NewCredentials()))...)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, conn.Close()) })
	return conn
}

// Refusal is a failure with its details.
type Refusal struct {
	// Reason and Domain are those of its ErrorInfo.
	Reason, Domain string
	// RequestID is that of its RequestInfo.
	RequestID string
	// Fields are those of its BadRequest.
	Fields []string
}

// Refused wants err to have the code and the reason, and returns its details.
func Refused(t testing.TB, err error, code codes.Code, reason string) Refusal {
	t.Helper()
	found := Told(t, err, code, reason)
	assert.NotEmpty(t, found.RequestID)
	return found
}

// Told is Refused for calls that nobody gives an id.
func Told(t testing.TB, err error, code codes.Code, reason string) Refusal {
	t.Helper()
	require.Error(t, err)
	require.Equal(t, code, grpcstatus.Code(err), err.Error())
	found := details(err)
	assert.Equal(t, strings.ToUpper(reason), found.Reason)
	assert.NotEmpty(t, found.Domain)
	return found
}

// Names tells whether err names a field that begins with path.
func Names(err error, path string) bool {
	return slices.ContainsFunc(details(err).Fields, func(field string) bool { return strings.HasPrefix(field, path) })
}

func details(err error) Refusal {
	var found Refusal
	for _, detail := range grpcstatus.Convert(err).Details() {
		switch detail := detail.(type) {
		case *errdetails.ErrorInfo:
			found.Reason, found.Domain = detail.GetReason(), detail.GetDomain()
		case *errdetails.RequestInfo:
			found.RequestID = detail.GetRequestId()
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				found.Fields = append(found.Fields, violation.GetField())
			}
		}
	}
	return found
}

// unknown is the number of no value.
const unknown = 1 << 20

// Number finds the number of a value; others get one that nobody knows.
func Number[T comparable, N ~int32](numbers map[T]N, value T) N {
	if number, ok := numbers[value]; ok {
		return number
	}
	return unknown
}

// OptionalNumber is Number for what may be absent.
func OptionalNumber[T comparable, N ~int32](numbers map[T]N, value *T) *N {
	if value == nil {
		return nil
	}
	return new(Number(numbers, *value))
}
