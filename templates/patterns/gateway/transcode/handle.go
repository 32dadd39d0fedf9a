package transcode

import (
	"context"
	"errors"
	"net/http"

	"google.golang.org/grpc"
	grpcmetadata "google.golang.org/grpc/metadata"

	"goldenpath.dev/patterns/error-model/problem"
	"goldenpath.dev/patterns/gateway/httpproxy"
)

// Handle makes a handler of a call to the service: decode reads the message of the
// request, call is a method of a generated client, encode sends what it answers. Only
// the call takes one of the places: a client that is slow to send or to read keeps none
// from others.
func Handle[In, Out any](
	u *Upstream,
	decode func(*http.Request) (In, error),
	call func(context.Context, In, ...grpc.CallOption) (Out, error),
	encode func(http.ResponseWriter, *http.Request, Out) error,
) http.Handler {
	return httpproxy.Unambiguous(func(w http.ResponseWriter, r *http.Request) {
		in, err := decode(r)
		if err != nil {
			problem.Write(w, r, err)
			return
		}
		var out Out
		answered := false
		u.Pass(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			out, answered = answerOf(u, w, r, in, call)
		})).ServeHTTP(w, r)
		if !answered {
			return
		}
		if err := encode(w, r, out); err != nil {
			u.Unavailable(w, r, err)
		}
	})
}

// answerOf makes the call for a request. A failure is answered already.
func answerOf[In, Out any](
	u *Upstream, w http.ResponseWriter, r *http.Request, in In, call func(context.Context, In, ...grpc.CallOption) (Out, error),
) (out Out, answered bool) {
	ctx, err := u.introduced(r)
	if err != nil {
		problem.Write(w, r, err)
		return out, false
	}
	var header, trailer grpcmetadata.MD
	out, err = call(ctx, in, grpc.Header(&header), grpc.Trailer(&trailer))
	if err != nil {
		u.fail(w, r, err, grpcmetadata.Join(trailer, header))
		return out, false
	}
	if replayed := header.Get("idempotent-replayed"); len(replayed) > 0 {
		w.Header().Set("Idempotent-Replayed", replayed[0])
	}
	return out, true
}

var errNoItem = errors.New("the answer has no item")

// Item makes a call whose answer is its item of one whose answer holds one.
func Item[In, T any, Out interface{ GetItem() *T }](
	call func(context.Context, In, ...grpc.CallOption) (Out, error),
) func(context.Context, In, ...grpc.CallOption) (*T, error) {
	return func(ctx context.Context, in In, options ...grpc.CallOption) (*T, error) {
		out, err := call(ctx, in, options...)
		if err != nil {
			return nil, err
		}
		if item := out.GetItem(); item != nil {
			return item, nil
		}
		return nil, errNoItem
	}
}
