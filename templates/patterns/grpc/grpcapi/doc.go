// Package grpcapi offers the use cases of the service over gRPC, one file a
// resource.
package grpcapi

//go:generate go -C ../.. tool -modfile=tools/grpc/go.mod buf generate
