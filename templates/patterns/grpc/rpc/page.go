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

// ReadPage reads which page is wanted. Mistakes are left to the Err of r.
func ReadPage(r *rpcvalue.Reader, request ListRequest) paging.Request {
	var limit *int
	if size := request.GetPageSize(); size != 0 {
		limit = new(int(size))
		if size < 1 || size > paging.MaxLimit {
			r.Wrong("page_size", "range", "must be from 1 to 100, or 0 for 20")
		}
	}
	return paging.NewRequest(
		limit,
		ReadOrder(r, request.GetOrderBy()),
		rpcvalue.ParseFilled(r, "page_token", request.GetPageToken(), paging.ParseCursor),
	)
}

// ReadOrder reads the order of a list, nil for the usual one.
func ReadOrder(r *rpcvalue.Reader, order string) *paging.Sort {
	return rpcvalue.ParseFilled(r, "order_by", order, paging.ParseSort)
}

// Token is the page token of the next page, empty when there is none.
func Token(next *paging.Cursor) string {
	if next == nil {
		return ""
	}
	return next.String()
}
