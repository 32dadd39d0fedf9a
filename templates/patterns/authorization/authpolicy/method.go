package authpolicy

import (
	"cmp"

	"goldenpath.dev/patterns/grpc/rpc"
)

// MethodScope names the scope that a method wants of its callers: the resource
// and what is done to it, such as parcels:read. Open methods want nothing.
func MethodScope(method rpc.Method) (scope string, open bool) {
	switch method.Service {
	// Balancers ask for the health without credentials. Reflection shows the
	// contract, and only where a setting turns it on.
	case "grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection":
		return "", true
	}
	action := "write"
	if method.Reads() {
		action = "read"
	}
	return cmp.Or(method.Resource, method.Service) + ":" + action, false
}
