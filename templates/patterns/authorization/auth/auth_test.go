package auth_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/error-model/fault"
)

func TestADemandIsMetByTheScopeAndOneOfTheRoles(t *testing.T) {
	t.Parallel()
	const scope = "parcels:write"
	for _, c := range []struct {
		wanted, scopes, roles []string
		code, detail          string
	}{
		{nil, []string{scope}, nil, "", ""},
		{[]string{}, []string{scope}, []string{"clerk"}, "", ""},
		{[]string{"admin", "clerk"}, []string{scope}, []string{"guest", "clerk"}, "", ""},
		{[]string{"admin", "clerk"}, []string{scope}, nil, auth.InsufficientRole, "This operation wants the role admin or clerk."},
		{[]string{"admin"}, []string{scope}, []string{"Admin", "ADMIN", "admin ", "administrator", ""}, auth.InsufficientRole, "This operation wants the role admin."},
		{[]string{"admin"}, []string{scope, "admin"}, nil, auth.InsufficientRole, "This operation wants the role admin."},
		{[]string{"admin"}, []string{"parcels:read"}, []string{"admin"}, auth.InsufficientScope, "This operation wants the scope parcels:write."},
		{[]string{"admin"}, nil, []string{"admin", scope}, auth.InsufficientScope, "This operation wants the scope parcels:write."},
	} {
		err := auth.Demand{Scope: scope, Roles: c.wanted}.Permit(&auth.Principal{Scopes: c.scopes, Roles: c.roles})
		if c.code == "" {
			require.NoError(t, err, c)
			continue
		}
		var refused *fault.Error
		require.ErrorAs(t, err, &refused, c)
		assert.Equal(t, fault.Forbidden, refused.Kind)
		assert.Equal(t, c.code, refused.Code)
		assert.Equal(t, c.detail, refused.Detail)
	}
}

func TestRolesThatWouldProtectNothingAreRefused(t *testing.T) {
	t.Parallel()
	operations := []string{"POST /parcels", "GET /parcels"}
	require.NoError(t, auth.Roles(nil).Check(operations))
	require.NoError(t, auth.Roles{"POST /parcels": {"admin"}}.Check(operations))
	for name, c := range map[string]struct {
		roles   auth.Roles
		mistake string
	}{
		"unknown":    {auth.Roles{"PUT /parcels": {"admin"}}, `"PUT /parcels", which does not exist or is open: use one of GET /parcels, POST /parcels`},
		"other case": {auth.Roles{"post /parcels": {"admin"}}, `"post /parcels"`},
		"none":       {auth.Roles{"POST /parcels": {}}, `a role without a name for "POST /parcels"`},
		"empty":      {auth.Roles{"POST /parcels": {"admin", ""}}, `a role without a name for "POST /parcels"`},
	} {
		require.ErrorContains(t, c.roles.Check(operations), c.mistake, name)
	}
}
