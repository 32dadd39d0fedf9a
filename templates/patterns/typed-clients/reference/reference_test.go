package reference_test

import (
	"context"
	"errors"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/reference"
)

func TestReferencesThatLeadNowhereAreNamed(t *testing.T) {
	t.Parallel()
	there, nowhere, away := uuid.New(), uuid.New(), uuid.New()
	get := func(_ context.Context, id uuid.UUID) (string, error) {
		switch id {
		case there:
			return "here", nil
		case nowhere:
			return "", fault.Missing("partner")
		}
		return "", fault.Busy("upstream_unavailable", "It is away.", errors.New("refused"))
	}
	check := reference.New("parcel")
	reference.Exists(t.Context(), check, "sender", &there, get)
	reference.Exists(t.Context(), check, "receiver", nil, get)
	assert.NoError(t, check.Err())

	reference.Exists(t.Context(), check, "payer", &nowhere, get)
	reference.Exists(t.Context(), check, "carrier", &nowhere, get)
	refused, ok := errors.AsType[*fault.Error](check.Err())
	require.True(t, ok)
	assert.Equal(t, fault.Conflict, refused.Kind)
	require.Len(t, refused.Fields, 2)
	assert.Equal(t, "/payer", refused.Fields[0].Pointer)
	assert.Equal(t, "/carrier", refused.Fields[1].Pointer)

	reference.Exists(t.Context(), check, "broker", &away, get)
	reference.Exists(t.Context(), check, "agent", &there, func(context.Context, uuid.UUID) (string, error) {
		assert.Fail(t, "nothing is asked after a failure")
		return "", nil
	})
	assert.Equal(t, fault.Unavailable, fault.KindOf(check.Err()))
}
