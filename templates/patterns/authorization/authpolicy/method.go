package authpolicy

import (
	"cmp"

	"goldenpath.dev/patterns/authorization/auth"
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

// MethodRoles names, by method, the roles of which a caller must have one beside
// the scope, such as "/parcels.parcel.v1.ParcelService/DeleteParcel": {"admin",
// "clerk"}. A method that does not exist, or is open, is a mistake at the start.
func MethodRoles() auth.Roles {
	return auth.Roles{}
}
