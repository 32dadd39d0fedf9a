// Package rpc holds what the gRPC side of the service shares: interceptors, the
// registration of services, and how failures are answered.
package rpc

import (
	"cmp"
	"context"
	"slices"

	"google.golang.org/grpc"
)

// Registration adds services to a server.
type Registration func(grpc.ServiceRegistrar)

// Call is what is known of a call before it is served.
type Call struct {
	// Method is the full name, for example /parcels.parcel.v1.ParcelService/GetParcel.
	Method string
	// Streams tells whether either side sends more than one message.
	Streams bool
}

// Order is the place of an interceptor in the chain, outermost first.
type Order int

// The places, in the order in which a call passes them.
const (
	OrderRequest  Order = iota + 1 // request id, trace id, client address
	OrderAccess                    // access log
	OrderMetrics                   // measurements
	OrderStatus                    // failures become statuses
	OrderRecovery                  // panics become failures
	OrderAuth                      // who is calling
	OrderLimit                     // how often a caller may call
	OrderTimeout                   // time budget
)

// Interceptor stands around every call, of one message or of many.
type Interceptor struct {
	// Order is the place in the chain; no two interceptors share one.
	Order Order
	// Around does its part and calls next, perhaps with another context.
	Around func(ctx context.Context, call Call, next func(context.Context) error) error
}

// Unary puts the interceptors around calls of one message, in their order.
func Unary(interceptors []Interceptor) grpc.UnaryServerInterceptor {
	around := chain(interceptors)
	return func(ctx context.Context, request any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
		var answer any
		err := around(ctx, Call{Method: info.FullMethod}, func(ctx context.Context) error {
			var err error
			answer, err = handler(ctx, request)
			return err
		})
		if err != nil {
			return nil, err
		}
		return answer, nil
	}
}

func chain(interceptors []Interceptor) func(context.Context, Call, func(context.Context) error) error {
	sorted := slices.SortedFunc(slices.Values(interceptors), func(a, b Interceptor) int { return cmp.Compare(a.Order, b.Order) })
	return func(ctx context.Context, call Call, serve func(context.Context) error) error {
		next := serve
		for _, interceptor := range slices.Backward(sorted) {
			inner := next
			next = func(ctx context.Context) error { return interceptor.Around(ctx, call, inner) }
		}
		return next(ctx)
	}
}
