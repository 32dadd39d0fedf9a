// Package wire holds the regions of authorization.
package wire

import (
	"context"

	"goldenpath.dev/patterns/authorization/authpolicy"
	"goldenpath.dev/patterns/authorization/httpauth"
	"goldenpath.dev/patterns/authorization/rpcauth"
	"goldenpath.dev/patterns/shutdown/service"
)

// Guard lets only those call a route who may.
//
//golden:region stage=transport
func Guard(_ context.Context, w *service.Wiring) error {
	if err := httpauth.Guard(w.Routes, authpolicy.Scope, authpolicy.Roles(), w.Authenticators); err != nil {
		return err
	}
	return nil
}

// GuardCalls lets only those call a method who may.
//
//golden:region stage=transport
func GuardCalls(_ context.Context, w *service.Wiring) error {
	callers, err := rpcauth.Interceptor(w.RPCs, authpolicy.MethodScope, authpolicy.MethodRoles(), w.Authenticators)
	if err != nil {
		return err
	}
	w.Interceptors = append(w.Interceptors, callers)
	return nil
}
