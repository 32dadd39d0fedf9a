package grpcapi

import (
	"google.golang.org/grpc"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/resources/samplething"
)

// ImportSampleThingsInBatches lets imports store many sample things at a time, in
// the service that is offered for them.
func ImportSampleThingsInBatches(offered []rpc.Registration, b *samplething.Batches) {
	for i, registered := range offered {
		if server, ok := registered.Server.(sampleThingServer); ok {
			offered[i].Server = sampleThingBatchServer{sampleThingServer: server, batches: b}
		}
	}
}

// sampleThingBatchServer imports in batches.
type sampleThingBatchServer struct {
	sampleThingServer
	batches *samplething.Batches
}

// ImportSampleThings creates what it is sent, each for itself, many in one
// transaction.
func (s sampleThingBatchServer) ImportSampleThings(from grpc.ClientStreamingServer[samplethingv1.ImportSampleThingsRequest, samplethingv1.ImportSampleThingsResponse]) error {
	done, err := rpc.ImportBatches(from.Recv, func(sent []*samplethingv1.ImportSampleThingsRequest) ([]error, error) {
		batch := make([]samplething.BatchInput, len(sent))
		for i, request := range sent {
			r := new(rpcvalue.Reader)
			in := readSampleThingInput(r, request.GetInput())
			batch[i] = samplething.BatchInput{Input: in, Err: r.Err()}
		}
		outcomes, err := s.batches.Create(from.Context(), batch)
		refused := make([]error, len(outcomes))
		for i, o := range outcomes {
			refused[i] = o.Err
		}
		return refused, err
	})
	if err != nil {
		return err
	}
	return from.SendAndClose(writeSampleThingImport(done))
}
