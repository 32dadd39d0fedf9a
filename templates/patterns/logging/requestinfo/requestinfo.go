// Package requestinfo carries what is known about one request from the
// transport's edge to logs, metrics and problem documents.
package requestinfo

import "context"

// Info is filled by the transport while a request passes through it. One
// request is served by one goroutine at a time, so it needs no lock.
type Info struct {
	// ID names the request; clients may choose it.
	ID string
	// TraceID is the trace that the caller's traceparent header names, or empty.
	TraceID string
	// Traceparent and Tracestate are the headers of that trace, to be passed on to
	// others; empty without one.
	Traceparent, Tracestate string
	// Client is the address of the client, with trusted proxies taken off.
	Client string
	// Secure tells that the client used TLS, as far as the service or a trusted proxy
	// in front of it can see.
	Secure bool
	// Caller names who calls, empty where callers are not known.
	Caller string
	// Route is the pattern of the route that serves the request, or empty.
	Route string
	// Err is the error that the answer hides from the client.
	Err error
}

// maxTrace is the length up to which the headers of a trace are passed on.
const maxTrace = 512

// PassOn notes the headers of the trace, unless there is none or they are too
// long to be sent with every call.
func (i *Info) PassOn(traceparent, tracestate string) {
	if i.TraceID != "" && len(traceparent)+len(tracestate) <= maxTrace {
		i.Traceparent, i.Tracestate = traceparent, tracestate
	}
}

type key struct{}

// With returns a context that carries info.
func With(ctx context.Context, info *Info) context.Context {
	return context.WithValue(ctx, key{}, info)
}

// From returns the info of ctx, or an empty one that nobody else sees.
func From(ctx context.Context) *Info {
	if info, ok := ctx.Value(key{}).(*Info); ok {
		return info
	}
	return &Info{}
}
