package grpcapi

import (
	"encoding/json"
	"fmt"

	"google.golang.org/grpc"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/outbox/events"
	"goldenpath.dev/patterns/watch/watch"
)

// WatchSampleThings lets callers watch sample things, in the service that is
// offered for them.
func WatchSampleThings(offered []rpc.Registration, w *watch.Watches) {
	for i, registered := range offered {
		if server, ok := registered.Server.(samplethingv1.SampleThingServiceServer); ok {
			offered[i].Server = sampleThingWatchServer{SampleThingServiceServer: server, watches: w}
		}
	}
}

// sampleThingWatchServer tells what happens to sample things.
type sampleThingWatchServer struct {
	samplethingv1.SampleThingServiceServer
	watches *watch.Watches
}

// WatchSampleThings tells what happens to sample things while the caller listens.
func (s sampleThingWatchServer) WatchSampleThings(request *samplethingv1.WatchSampleThingsRequest, to grpc.ServerStreamingServer[samplethingv1.WatchSampleThingsResponse]) error {
	return s.watches.Watch(to.Context(), events.SampleThingTopic, request.GetAfter(), func(position string, message *mq.Message) error {
		out, err := writeSampleThingChange(message)
		if err != nil {
			return err
		}
		out.Token = position
		return to.Send(out)
	})
}

// sampleThingChanges are the changes that events tell of, by their types.
var sampleThingChanges = map[string]samplethingv1.WatchSampleThingsResponse_Change{
	events.SampleThingCreated: samplethingv1.WatchSampleThingsResponse_CHANGE_CREATED,
	events.SampleThingUpdated: samplethingv1.WatchSampleThingsResponse_CHANGE_UPDATED,
	events.SampleThingDeleted: samplethingv1.WatchSampleThingsResponse_CHANGE_DELETED,
}

// writeSampleThingChange returns the change that a message tells of. Without one,
// and with events of other types, the token alone moves on.
func writeSampleThingChange(message *mq.Message) (*samplethingv1.WatchSampleThingsResponse, error) {
	out := &samplethingv1.WatchSampleThingsResponse{Change: samplethingv1.WatchSampleThingsResponse_CHANGE_NONE}
	if message == nil {
		return out, nil
	}
	change, ok := sampleThingChanges[message.Header[mq.Type]]
	if !ok {
		return out, nil
	}
	var event events.SampleThingEvent
	if err := json.Unmarshal(message.Body, &event); err != nil {
		return nil, fmt.Errorf("read event %s: %w", message.ID, err)
	}
	out.Change, out.Id = change, event.ID.String()
	if change != samplethingv1.WatchSampleThingsResponse_CHANGE_DELETED {
		out.Item = writeSampleThing(sampleThingOf(event))
	}
	return out, nil
}
