// Package rpcauth lets only those call a method who may.
package rpcauth

import (
	"context"

	grpcmetadata "google.golang.org/grpc/metadata"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/logging/requestinfo"
)

// Interceptor checks the caller before each call. Policy names the scope that a
// method wants; it refuses callers without the scope, or without one of the roles
// of the method, by its full name, but where policy calls the method open. A stream
// is checked once, when it begins. Interceptor fails where nobody could ever call,
// and for roles of what is no closed method.
func Interceptor(
	services []rpc.Registration, policy func(rpc.Method) (scope string, open bool), roles auth.Roles, authenticators []auth.Authenticator,
) (rpc.Interceptor, error) {
	if len(authenticators) == 0 {
		return rpc.Interceptor{}, auth.ErrNoAuthenticator
	}
	methods := rpc.NewMethods(services)
	var closed []string
	for name, method := range methods {
		if _, open := policy(method); !open {
			closed = append(closed, name)
		}
	}
	if err := roles.Check(closed); err != nil {
		return rpc.Interceptor{}, err
	}
	return rpc.Interceptor{Order: rpc.OrderAuth, Around: func(ctx context.Context, call rpc.Call, next func(context.Context) error) error {
		scope, open := policy(methods.Find(call.Method))
		if open {
			return next(ctx)
		}
		principal, err := auth.Identify(ctx, headerOf(ctx), authenticators)
		if err != nil {
			return err
		}
		requestinfo.From(ctx).Caller = principal.Subject
		demand := auth.Demand{Scope: scope, Roles: roles[call.Method]}
		if err := demand.Permit(principal); err != nil {
			return err
		}
		return next(auth.With(ctx, principal))
	}}, nil
}

// headerOf reads the metadata of the call.
func headerOf(ctx context.Context) auth.Header {
	metadata, _ := grpcmetadata.FromIncomingContext(ctx)
	return func(name string) string {
		if values := metadata.Get(name); len(values) > 0 {
			return values[0]
		}
		return ""
	}
}
