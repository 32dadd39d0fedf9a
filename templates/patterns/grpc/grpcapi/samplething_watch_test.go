package grpcapi_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	grpcstatus "google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpctest"
)

// sampleThingWatch is what a watch has told.
type sampleThingWatch struct {
	stream grpc.ServerStreamingClient[samplethingv1.WatchSampleThingsResponse]
	token  string
}

// watchSampleThings watches after the token, or from now on, once the service has
// its streams.
func watchSampleThings(t *testing.T, c samplethingv1.SampleThingServiceClient, after string) *sampleThingWatch {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	stream, err := c.WatchSampleThings(ctx, &samplethingv1.WatchSampleThingsRequest{After: after})
	require.NoError(t, err)
	first, err := stream.Recv()
	if grpcstatus.Code(err) == codes.Unavailable {
		time.Sleep(10 * time.Millisecond)
		return watchSampleThings(t, c, after)
	}
	require.NoError(t, err)
	assert.Equal(t, samplethingv1.WatchSampleThingsResponse_CHANGE_NONE, first.GetChange(), "it says at once where it begins")
	assert.NotEmpty(t, first.GetToken())
	assert.Empty(t, first.GetId())
	return &sampleThingWatch{stream: stream, token: first.GetToken()}
}

// next is the next change of one of the ids; others belong to other tests.
func (w *sampleThingWatch) next(t *testing.T, ids ...string) *samplethingv1.WatchSampleThingsResponse {
	t.Helper()
	for {
		told, err := w.stream.Recv()
		require.NoError(t, err)
		assert.NotEmpty(t, told.GetToken())
		w.token = told.GetToken()
		if slices.Contains(ids, told.GetId()) {
			return told
		}
	}
}

// What one replica does is told by another, from now on and from every token.
func TestSampleThingsAreWatched(t *testing.T) {
	t.Parallel()
	wiring, _ := serve(t)
	writer, reader := samplethingv1.NewSampleThingServiceClient(dial(t, wiring)), sampleThingClient(t)
	w := watchSampleThings(t, reader, "")
	begin := w.token
	created, err := writer.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{Input: newSampleThing(t)})
	require.NoError(t, err)
	id := created.GetItem().GetId()
	updated, err := writer.UpdateSampleThing(t.Context(), &samplethingv1.UpdateSampleThingRequest{Id: id, Input: newSampleThing(t)})
	require.NoError(t, err)
	_, err = writer.DeleteSampleThing(t.Context(), &samplethingv1.DeleteSampleThingRequest{Id: id})
	require.NoError(t, err)

	expected := []*samplethingv1.WatchSampleThingsResponse{
		{Id: id, Change: samplethingv1.WatchSampleThingsResponse_CHANGE_CREATED, Item: created.GetItem()},
		{Id: id, Change: samplethingv1.WatchSampleThingsResponse_CHANGE_UPDATED, Item: updated.GetItem()},
		{Id: id, Change: samplethingv1.WatchSampleThingsResponse_CHANGE_DELETED},
	}
	tokens := []string{begin}
	for _, change := range expected {
		told := w.next(t, id)
		change.Token = told.GetToken()
		tokens = append(tokens, told.GetToken())
		assert.True(t, proto.Equal(change, told), "%v is not %v", told, change)
	}
	for from := range expected {
		again := watchSampleThings(t, writer, tokens[from])
		assert.Equal(t, tokens[from], again.token)
		for _, change := range expected[from:] {
			assert.True(t, proto.Equal(change, again.next(t, id)))
		}
	}
}

func TestSampleThingsAreWatchedWhileManyWrite(t *testing.T) {
	t.Parallel()
	const writers, updates, between = 8, 5, 7
	c := sampleThingClient(t)
	w := watchSampleThings(t, c, "")
	expected := map[string][]samplethingv1.WatchSampleThingsResponse_Change{}
	var lock sync.Mutex
	var work sync.WaitGroup
	for range writers {
		first := newSampleThing(t)
		inputs := make([]*samplethingv1.SampleThingInput, updates)
		for i := range inputs {
			inputs[i] = newSampleThing(t)
		}
		work.Go(func() {
			created, err := c.CreateSampleThing(t.Context(), &samplethingv1.CreateSampleThingRequest{Input: first})
			if !assert.NoError(t, err) {
				return
			}
			id := created.GetItem().GetId()
			changes := []samplethingv1.WatchSampleThingsResponse_Change{samplethingv1.WatchSampleThingsResponse_CHANGE_CREATED}
			for _, input := range inputs {
				_, err := c.UpdateSampleThing(t.Context(), &samplethingv1.UpdateSampleThingRequest{Id: id, Input: input})
				assert.NoError(t, err)
				changes = append(changes, samplethingv1.WatchSampleThingsResponse_CHANGE_UPDATED)
			}
			_, err = c.DeleteSampleThing(t.Context(), &samplethingv1.DeleteSampleThingRequest{Id: id})
			assert.NoError(t, err)
			lock.Lock()
			expected[id] = append(changes, samplethingv1.WatchSampleThingsResponse_CHANGE_DELETED)
			lock.Unlock()
		})
	}
	work.Wait()
	require.Len(t, expected, writers)
	found := map[string][]samplethingv1.WatchSampleThingsResponse_Change{}
	for told := range writers * (updates + 2) {
		if told%between == between-1 {
			w = watchSampleThings(t, c, w.token)
		}
		change := w.next(t, slices.Collect(maps.Keys(expected))...)
		found[change.GetId()] = append(found[change.GetId()], change.GetChange())
		if item := change.GetItem(); item != nil {
			assert.EqualValues(t, len(found[change.GetId()]), item.GetVersion())
		}
	}
	assert.Equal(t, expected, found, "each change once, those of one id in their order")
}

func TestWatchesOfSampleThingsRefuseTokensThatLeadNowhere(t *testing.T) {
	t.Parallel()
	c := sampleThingClient(t)
	refused := func(after string) error {
		stream, err := c.WatchSampleThings(t.Context(), &samplethingv1.WatchSampleThingsRequest{After: after})
		require.NoError(t, err)
		_, err = stream.Recv()
		return err
	}
	here := watchSampleThings(t, c, "").token
	told := rpctest.Refused(t, refused("yesterday"), codes.InvalidArgument, "malformed_request")
	assert.Equal(t, []string{"after"}, told.Fields)
	// It begins with what it is about; the rest is of another time.
	rpctest.Refused(t, refused(here[:len(here)/4]+"f"+here[len(here)/4+1:]), codes.OutOfRange, "position_gone")
}

func TestWatchesOfSampleThingsEndWhenTheServiceStops(t *testing.T) {
	t.Parallel()
	wiring, stop := serve(t)
	w := watchSampleThings(t, samplethingv1.NewSampleThingServiceClient(dial(t, wiring)), "")
	begun := time.Now()
	stop()
	for {
		_, err := w.stream.Recv()
		if err != nil {
			assert.Equal(t, codes.Unavailable, grpcstatus.Code(err), err)
			break
		}
	}
	assert.Less(t, time.Since(begun), wiring.Config.Shutdown.PhaseTimeout/2, "nobody has waited for it")
}
