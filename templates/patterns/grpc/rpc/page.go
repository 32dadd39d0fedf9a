package rpc

import (
	"goldenpath.dev/patterns/grpc/rpcvalue"
	"goldenpath.dev/patterns/pagination/paging"
)

// ListRequest is what requests for a list have in common.
type ListRequest interface {
	GetPageSize() int32
	GetPageToken() string
	GetOrderBy() string
}

// ReadPage reads which page is wanted of a list that has the orders. Mistakes are
// left to the Err of r.
func ReadPage[T any](r *rpcvalue.Reader, request ListRequest, sorts *paging.Sorts[T]) paging.Request {
	var limit *int
	if size := request.GetPageSize(); size != 0 {
		limit = new(int(size))
		if size < 1 || size > paging.MaxLimit {
			r.Wrong("page_size", "range", "must be from 1 to 100, or 0 for 20")
		}
	}
	return paging.NewRequest(
		limit,
		ReadOrder(r, request.GetOrderBy(), sorts),
		rpcvalue.ParseFilled(r, "page_token", request.GetPageToken(), sorts.ParseCursor),
	)
}

// ReadOrder reads the order of a list, nil for the usual one.
func ReadOrder[T any](r *rpcvalue.Reader, order string, sorts *paging.Sorts[T]) *paging.Sort {
	return rpcvalue.ParseFilled(r, "order_by", order, sorts.Parse)
}

// Token is the page token of the next page, empty when there is none.
func Token(next *paging.Cursor) string {
	if next == nil {
		return ""
	}
	return next.String()
}
