package grpcapi

import (
	"context"

	"google.golang.org/grpc"

	samplethingv1 "goldenpath.dev/patterns/grpc/gen/sampleservice/samplething/v1"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/pagination/paging"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/parse"
)

// SampleThingRegistration offers the use cases of sample things.
func SampleThingRegistration(s *samplething.Service) rpc.Registration {
	return rpc.Registration{
		Desc: &samplethingv1.SampleThingService_ServiceDesc, Server: sampleThingServer{service: s}, Resource: "sample-things",
	}
}

// sampleThingServer translates calls to use cases, and decides nothing.
type sampleThingServer struct {
	samplethingv1.UnimplementedSampleThingServiceServer
	service *samplething.Service
}

// ListSampleThings returns a page of sample things.
func (s sampleThingServer) ListSampleThings(ctx context.Context, request *samplethingv1.ListSampleThingsRequest) (*samplethingv1.ListSampleThingsResponse, error) {
	r := new(rpcvalue.Reader)
	wanted := samplething.ListRequest{Filter: readSampleThingFilter(r, request.GetFilter()), Page: rpc.ReadPage(r, request, samplething.Sorts)}
	if err := r.Err(); err != nil {
		return nil, err
	}
	found, err := s.service.List(ctx, wanted)
	if err != nil {
		return nil, err
	}
	out := &samplethingv1.ListSampleThingsResponse{NextPageToken: rpc.Token(found.Next)}
	for _, v := range found.Items {
		out.Items = append(out.Items, writeSampleThing(v))
	}
	return out, nil
}

// GetSampleThing returns the sample thing with the id.
func (s sampleThingServer) GetSampleThing(ctx context.Context, request *samplethingv1.GetSampleThingRequest) (*samplethingv1.GetSampleThingResponse, error) {
	r := new(rpcvalue.Reader)
	id := rpcvalue.Parse(r, "id", request.GetId(), parse.UUID)
	if err := r.Err(); err != nil {
		return nil, err
	}
	v, err := s.service.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	return &samplethingv1.GetSampleThingResponse{Item: writeSampleThing(v)}, nil
}

// CreateSampleThing checks the input and stores it.
func (s sampleThingServer) CreateSampleThing(ctx context.Context, request *samplethingv1.CreateSampleThingRequest) (*samplethingv1.CreateSampleThingResponse, error) {
	v, err := s.create(ctx, request.GetInput())
	if err != nil {
		return nil, err
	}
	return &samplethingv1.CreateSampleThingResponse{Item: writeSampleThing(v)}, nil
}

func (s sampleThingServer) create(ctx context.Context, m *samplethingv1.SampleThingInput) (samplething.SampleThing, error) {
	r := new(rpcvalue.Reader)
	in := readSampleThingInput(r, m)
	if err := r.Err(); err != nil {
		return samplething.SampleThing{}, err
	}
	return s.service.Create(ctx, in)
}

// UpdateSampleThing puts the input in place of all fields.
func (s sampleThingServer) UpdateSampleThing(ctx context.Context, request *samplethingv1.UpdateSampleThingRequest) (*samplethingv1.UpdateSampleThingResponse, error) {
	r := new(rpcvalue.Reader)
	change := samplething.Change{
		ID:      rpcvalue.Parse(r, "id", request.GetId(), parse.UUID),
		Version: request.Version,
		Input:   readSampleThingInput(r, request.GetInput()),
	}
	if err := r.Err(); err != nil {
		return nil, err
	}
	v, err := s.service.Replace(ctx, change)
	if err != nil {
		return nil, err
	}
	return &samplethingv1.UpdateSampleThingResponse{Item: writeSampleThing(v)}, nil
}

// DeleteSampleThing deletes the sample thing with the id.
func (s sampleThingServer) DeleteSampleThing(ctx context.Context, request *samplethingv1.DeleteSampleThingRequest) (*samplethingv1.DeleteSampleThingResponse, error) {
	r := new(rpcvalue.Reader)
	wanted := samplething.Removal{ID: rpcvalue.Parse(r, "id", request.GetId(), parse.UUID), Version: request.Version}
	if err := r.Err(); err != nil {
		return nil, err
	}
	if err := s.service.Delete(ctx, wanted); err != nil {
		return nil, err
	}
	return &samplethingv1.DeleteSampleThingResponse{}, nil
}

// ExportSampleThings returns all sample things that pass the filter, one by one.
func (s sampleThingServer) ExportSampleThings(request *samplethingv1.ExportSampleThingsRequest, to grpc.ServerStreamingServer[samplethingv1.ExportSampleThingsResponse]) error {
	r := new(rpcvalue.Reader)
	wanted := samplething.ListRequest{
		Filter: readSampleThingFilter(r, request.GetFilter()),
		Page:   paging.NewRequest(new(paging.MaxLimit), rpc.ReadOrder(r, request.GetOrderBy(), samplething.Sorts), nil),
	}
	if err := r.Err(); err != nil {
		return err
	}
	return rpc.EachItem(wanted.Page, func(p paging.Request) (paging.Page[samplething.SampleThing], error) {
		wanted.Page = p
		return s.service.List(to.Context(), wanted)
	}, func(v samplething.SampleThing) error {
		return to.Send(&samplethingv1.ExportSampleThingsResponse{Item: writeSampleThing(v)})
	})
}

// ImportSampleThings creates what it is sent, each for itself.
func (s sampleThingServer) ImportSampleThings(from grpc.ClientStreamingServer[samplethingv1.ImportSampleThingsRequest, samplethingv1.ImportSampleThingsResponse]) error {
	done, err := rpc.Import(from.Recv, func(request *samplethingv1.ImportSampleThingsRequest) error {
		_, err := s.create(from.Context(), request.GetInput())
		return err
	})
	if err != nil {
		return err
	}
	return from.SendAndClose(writeSampleThingImport(done))
}

func writeSampleThingImport(done rpc.Outcome) *samplethingv1.ImportSampleThingsResponse {
	out := &samplethingv1.ImportSampleThingsResponse{Created: done.Created, Refused: done.Refused}
	for _, refusal := range done.Refusals {
		out.Refusals = append(out.Refusals, &samplethingv1.ImportSampleThingsRefusal{
			Index: refusal.Index, Code: refusal.Code, Detail: refusal.Detail,
		})
	}
	return out
}

// LookUpSampleThings answers each id while more of them may follow.
func (s sampleThingServer) LookUpSampleThings(with grpc.BidiStreamingServer[samplethingv1.LookUpSampleThingsRequest, samplethingv1.LookUpSampleThingsResponse]) error {
	return rpc.EachRequest(with.Recv, func(request *samplethingv1.LookUpSampleThingsRequest) error {
		r := new(rpcvalue.Reader)
		id := rpcvalue.Parse(r, "id", request.GetId(), parse.UUID)
		if err := r.Err(); err != nil {
			return err
		}
		out := &samplethingv1.LookUpSampleThingsResponse{Id: request.GetId()}
		v, err := s.service.Get(with.Context(), id)
		if rpc.IsMissing(err) {
			return with.Send(out)
		}
		if err != nil {
			return err
		}
		out.Item = writeSampleThing(v)
		return with.Send(out)
	})
}
