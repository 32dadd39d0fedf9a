package grpcapi_test

import (
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpctest"
	"goldenpath.dev/patterns/testing/fixture"
)

// newSampleThing returns a valid input. What it refers to is stored.
func newSampleThing(t *testing.T) *samplethingv1.SampleThingInput {
	t.Helper()
	return sampleThingMessage(fixture.SampleThingReferring(t, fixture.Database(t), fixture.Next()))
}

func sampleThingClient(t *testing.T) samplethingv1.SampleThingServiceClient {
	t.Helper()
	return samplethingv1.NewSampleThingServiceClient(connect(t))
}

func TestSampleThingLivesFromCreateToDelete(t *testing.T) {
	t.Parallel()
	c := sampleThingClient(t)
	created, err := c.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{Input: newSampleThing(t)})
	require.NoError(t, err)
	v := created.GetItem()
	assert.EqualValues(t, 1, v.GetVersion())
	read, err := c.GetSampleThing(t.Context(), &samplethingv1.GetSampleThingRequest{Id: v.GetId()})
	require.NoError(t, err)
	assert.True(t, proto.Equal(v, read.GetItem()))

	update := &samplethingv1.UpdateSampleThingRequest{Id: v.GetId(), Version: new(v.GetVersion()), Input: newSampleThing(t)}
	updated, err := c.UpdateSampleThing(t.Context(), update)
	require.NoError(t, err)
	assert.EqualValues(t, 2, updated.GetItem().GetVersion())
	assert.Equal(t, v.GetId(), updated.GetItem().GetId())

	_, err = c.UpdateSampleThing(t.Context(), update)
	rpctest.Refused(t, err, codes.Aborted, "stale_version")
	update.Version = new(int64(99))
	_, err = c.UpdateSampleThing(t.Context(), update)
	rpctest.Refused(t, err, codes.FailedPrecondition, "unknown_version")
	_, err = c.DeleteSampleThing(t.Context(), &samplethingv1.DeleteSampleThingRequest{Id: v.GetId(), Version: new(int64(1))})
	rpctest.Refused(t, err, codes.Aborted, "stale_version")

	_, err = c.DeleteSampleThing(t.Context(), &samplethingv1.DeleteSampleThingRequest{Id: v.GetId()})
	require.NoError(t, err)
	_, err = c.GetSampleThing(t.Context(), &samplethingv1.GetSampleThingRequest{Id: v.GetId()})
	rpctest.Refused(t, err, codes.NotFound, "not_found")
	_, err = c.DeleteSampleThing(t.Context(), &samplethingv1.DeleteSampleThingRequest{Id: v.GetId()})
	rpctest.Refused(t, err, codes.NotFound, "not_found")
	update.Version = nil
	_, err = c.UpdateSampleThing(t.Context(), update)
	rpctest.Refused(t, err, codes.NotFound, "not_found")
}

func TestSampleThingIsRefusedWithEveryBrokenRule(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	for _, broken := range fixture.SampleThingBroken(fixture.SampleThingReferring(t, db, fixture.Next())) {
		_, err := c.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{Input: sampleThingMessage(broken.Input)})
		require.Equal(t, codes.InvalidArgument, grpcstatus.Code(err), broken.Pointer)
		path := "input." + strings.TrimPrefix(broken.Pointer, "/")
		assert.True(t, rpctest.Names(err, path), "%s: %v", path, err)
	}
	_, err := c.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{})
	assert.Equal(t, []string{"input"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}

func TestSampleThingIDsAreUUIDs(t *testing.T) {
	t.Parallel()
	c := sampleThingClient(t)
	for _, id := range []string{"", "1", unknownID + "x"} {
		_, err := c.GetSampleThing(t.Context(), &samplethingv1.GetSampleThingRequest{Id: id})
		assert.Equal(t, []string{"id"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields, id)
	}
	_, err := c.GetSampleThing(t.Context(), &samplethingv1.GetSampleThingRequest{Id: unknownID})
	rpctest.Refused(t, err, codes.NotFound, "not_found")
}

func TestSampleThingListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	stored := map[string]bool{}
	for range 3 {
		stored[fixture.SampleThingStored(t, db, fixture.Next()).ID.String()] = true
	}
	for _, by := range fixture.SampleThingSorts() {
		seen := 0
		request := &samplethingv1.ListSampleThingsRequest{PageSize: 2, OrderBy: by}
		for {
			found, err := c.ListSampleThings(t.Context(), request)
			require.NoError(t, err)
			assert.LessOrEqual(t, len(found.GetItems()), 2)
			for _, v := range found.GetItems() {
				if stored[v.GetId()] {
					seen++
				}
			}
			if request.PageToken = found.GetNextPageToken(); request.GetPageToken() == "" {
				break
			}
		}
		assert.Equal(t, len(stored), seen, by)
	}

	_, err := c.ListSampleThings(t.Context(), &samplethingv1.ListSampleThingsRequest{PageSize: 101, PageToken: "x", OrderBy: "no_such"})
	assert.ElementsMatch(t, []string{"page_size", "page_token", "order_by"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}

func TestSampleThingListKeepsWhatPassesTheFilter(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	var stored []*samplethingv1.SampleThing
	for _, input := range []*samplethingv1.SampleThingInput{sampleThingMessage(fixture.SampleThingsAlike(t, db, 1)[0]), newSampleThing(t)} {
		created, err := c.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{Input: input})
		require.NoError(t, err)
		stored = append(stored, created.GetItem())
	}
	others := sampleThingFilterMessages(stored[1])
	for i, filter := range sampleThingFilterMessages(stored[0]) {
		found, err := c.ListSampleThings(t.Context(), &samplethingv1.ListSampleThingsRequest{Filter: filter, OrderBy: "-created_at", PageSize: 100})
		require.NoError(t, err)
		var ids []string
		for _, v := range found.GetItems() {
			ids = append(ids, v.GetId())
		}
		assert.Contains(t, ids, stored[0].GetId(), filter)
		// An enum of one value keeps both.
		assert.Equal(t, proto.Equal(filter, others[i]), slices.Contains(ids, stored[1].GetId()), filter)
	}
}

func TestSampleThingsAreExportedOneByOne(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	v := fixture.SampleThingStored(t, db, fixture.Next())
	calls, err := c.ExportSampleThings(t.Context(), &samplethingv1.ExportSampleThingsRequest{OrderBy: "-created_at"})
	require.NoError(t, err)
	found := false
	for {
		out, err := calls.Recv()
		if errors.Is(err, io.EOF) {
			break
		}
		require.NoError(t, err)
		found = found || out.GetItem().GetId() == v.ID.String()
	}
	assert.True(t, found)

	calls, err = c.ExportSampleThings(t.Context(), &samplethingv1.ExportSampleThingsRequest{OrderBy: "no_such"})
	require.NoError(t, err)
	_, err = calls.Recv()
	assert.Equal(t, []string{"order_by"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}

func TestSampleThingsAreImportedEachForItself(t *testing.T) {
	t.Parallel()
	c := sampleThingClient(t)
	calls, err := c.ImportSampleThings(t.Context())
	require.NoError(t, err)
	for _, input := range []*samplethingv1.SampleThingInput{newSampleThing(t), nil, newSampleThing(t)} {
		require.NoError(t, calls.Send(&samplethingv1.ImportSampleThingsRequest{Input: input}))
	}
	out, err := calls.CloseAndRecv()
	require.NoError(t, err)
	assert.EqualValues(t, 2, out.GetCreated())
	assert.EqualValues(t, 1, out.GetRefused())
	require.Len(t, out.GetRefusals(), 1)
	assert.EqualValues(t, 1, out.GetRefusals()[0].GetIndex())
	assert.Equal(t, "malformed_request", out.GetRefusals()[0].GetCode())
	assert.Contains(t, out.GetRefusals()[0].GetDetail(), "input is required")
}

func TestSampleThingsAreLookedUpWhileMoreIDsMayFollow(t *testing.T) {
	t.Parallel()
	c, db := sampleThingClient(t), fixture.Database(t)
	v := fixture.SampleThingStored(t, db, fixture.Next())
	calls, err := c.LookUpSampleThings(t.Context())
	require.NoError(t, err)
	for id, exists := range map[string]bool{v.ID.String(): true, unknownID: false} {
		require.NoError(t, calls.Send(&samplethingv1.LookUpSampleThingsRequest{Id: id}))
		out, err := calls.Recv()
		require.NoError(t, err)
		assert.Equal(t, id, out.GetId())
		assert.Equal(t, exists, out.GetItem() != nil)
	}
	require.NoError(t, calls.Send(&samplethingv1.LookUpSampleThingsRequest{Id: "x"}))
	_, err = calls.Recv()
	assert.Equal(t, []string{"id"}, rpctest.Refused(t, err, codes.InvalidArgument, "malformed_request").Fields)
}

func TestSampleThingStreamsEndWhenTheServiceStops(t *testing.T) {
	t.Parallel()
	wiring, stop := serve(t)
	c := samplethingv1.NewSampleThingServiceClient(dial(t, wiring))
	calls, err := c.LookUpSampleThings(t.Context())
	require.NoError(t, err)
	require.NoError(t, calls.Send(&samplethingv1.LookUpSampleThingsRequest{Id: unknownID}))
	_, err = calls.Recv()
	require.NoError(t, err)

	go stop()
	_, err = calls.Recv()
	rpctest.Refused(t, err, codes.Unavailable, "stopping")
}
