package authpolicy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"goldenpath.dev/patterns/authorization/authpolicy"
	"goldenpath.dev/patterns/grpc/rpc"
)

func TestEveryMethodWantsAScopeButThoseForTools(t *testing.T) {
	t.Parallel()
	const service = "parcels.parcel.v1.ParcelService"
	for name, scope := range map[string]string{
		"GetParcel": "parcels:read", "ListParcels": "parcels:read", "ExportParcels": "parcels:read", "LookUpParcels": "parcels:read",
		"CreateParcel": "parcels:write", "UpdateParcel": "parcels:write", "DeleteParcel": "parcels:write", "ImportParcels": "parcels:write",
		"Anything": "parcels:write",
	} {
		found, open := authpolicy.MethodScope(rpc.Method{Service: service, Name: name, Resource: "parcels"})
		assert.Equal(t, scope, found)
		assert.False(t, open, name)
	}
	found, open := authpolicy.MethodScope(rpc.Method{Service: service, Name: "Anything"})
	assert.Equal(t, service+":write", found)
	assert.False(t, open)
	for _, service := range []string{"grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection", "grpc.reflection.v1alpha.ServerReflection"} {
		_, open := authpolicy.MethodScope(rpc.Method{Service: service, Name: "Anything"})
		assert.True(t, open, service)
	}
}
