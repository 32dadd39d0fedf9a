package grpcapi_test

import (
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	grpcmetadata "google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpctest"
)

func TestSampleThingIsCreatedOnceWithAKey(t *testing.T) {
	t.Parallel()
	c, input := sampleThingClient(t), newSampleThing(t)
	ctx := grpcmetadata.AppendToOutgoingContext(t.Context(), "idempotency-key", uuid.NewString())
	first, err := c.CreateSampleThing(ctx, &samplethingv1.CreateSampleThingRequest{Input: input})
	require.NoError(t, err)
	again, err := c.CreateSampleThing(ctx, &samplethingv1.CreateSampleThingRequest{Input: input})
	require.NoError(t, err)
	assert.True(t, proto.Equal(first, again), again)
	_, err = c.CreateSampleThing(ctx, &samplethingv1.CreateSampleThingRequest{Input: newSampleThing(t)})
	rpctest.Refused(t, err, codes.FailedPrecondition, "idempotency_key_reused")

	// Another method is another request.
	removal := &samplethingv1.DeleteSampleThingRequest{Id: first.GetItem().GetId()}
	for range 2 {
		_, err = c.DeleteSampleThing(ctx, removal)
		require.NoError(t, err)
	}

	calls, err := c.ImportSampleThings(ctx)
	require.NoError(t, err)
	_, err = calls.CloseAndRecv()
	assert.Equal(t, []string{"idempotency-key"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}
