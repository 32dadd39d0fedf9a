// Package rpc holds what the gRPC side of the service shares: interceptors, the
// registration of services, and how failures are answered.
package rpc

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"google.golang.org/grpc"
)

// Registration is a service of the API.
type Registration struct {
	// Desc describes the service.
	Desc *grpc.ServiceDesc
	// Server serves its calls.
	Server any
	// Resource names what the calls are about, for example parcels; empty where
	// they are about none.
	Resource string
}

// Method is an operation of the API.
type Method struct {
	// Service is the full name of its service, for example parcels.parcel.v1.ParcelService.
	Service string
	// Name is its own name, for example GetParcel.
	Name string
	// Resource names what it is about, empty where it is about none.
	Resource string
}

// Methods finds methods by their full names.
type Methods map[string]Method

// NewMethods holds the methods of the services.
func NewMethods(services []Registration) Methods {
	methods := Methods{}
	for _, service := range services {
		of := Method{Service: service.Desc.ServiceName, Resource: service.Resource}
		for _, method := range service.Desc.Methods {
			of.Name = method.MethodName
			methods["/"+of.Service+"/"+of.Name] = of
		}
		for _, stream := range service.Desc.Streams {
			of.Name = stream.StreamName
			methods["/"+of.Service+"/"+of.Name] = of
		}
	}
	return methods
}

// Find returns the method with the full name of a call. One that no service of
// the API has, such as those of reflection, is about no resource.
func (m Methods) Find(fullName string) Method {
	if method, ok := m[fullName]; ok {
		return method
	}
	return ParseMethod(fullName)
}

// ParseMethod reads the full name of a method; it does not tell the resource.
func ParseMethod(fullName string) Method {
	service, name, _ := strings.Cut(strings.TrimPrefix(fullName, "/"), "/")
	return Method{Service: service, Name: name}
}

// reading are the first words of methods that change nothing.
var reading = []string{"Get", "List", "Export", "LookUp", watching}

// Reads tells whether the method changes nothing, as its name says.
func (m Method) Reads() bool {
	return slices.ContainsFunc(reading, func(word string) bool { return strings.HasPrefix(m.Name, word) })
}

// watching is the first word of methods that go on for as long as both sides want.
const watching = "Watch"

// Watches tells whether the method goes on for as long as both sides want, as its
// name says.
func (m Method) Watches() bool { return strings.HasPrefix(m.Name, watching) }

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
	OrderReading                   // which copy of the data a read may see
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
