// Package httpx holds what the HTTP side of the service shares, whichever
// router serves it: routes, the handler adapter, conditional requests, query
// parameters. Only package router knows a router.
package httpx

import "net/http"

// Route is one operation of the API.
type Route struct {
	// ID is the operationId of the contract, empty outside of the contract.
	ID string
	// Method is the HTTP method; GET routes answer HEAD too.
	Method string
	// Path is the pattern, for example /api/v1/parcels/{id}.
	Path string
	// Summary says in a few words what the operation does.
	Summary string
	// Successor is the path of the route of a newer version that takes its place,
	// empty where it is the newest. A route with a successor is deprecated.
	Successor string
	// Public tells that anyone may call it, known or not.
	Public bool
	// Scope is what a caller must be allowed to do, empty where nobody asks.
	Scope string
	// Roles are those of which a caller must have one, none where nobody asks.
	Roles []string
	// Handler serves the operation; it reads path parameters with PathValue.
	Handler http.Handler
}

// Order is the place of a middleware in the chain, outermost first.
type Order int

// The places, in the order in which a request passes them.
const (
	OrderRequest  Order = iota + 1 // request id, trace id, client address
	OrderAccess                    // access log
	OrderMetrics                   // measurements
	OrderRecovery                  // panics become answers
	OrderHeaders                   // security headers
	OrderCORS                      // cross-origin rules and preflights
	OrderAuth                      // who is calling
	OrderLimit                     // how often a caller may call
	OrderStream                    // what streams keep from before their time budget
	OrderTimeout                   // time budget
	OrderBody                      // size of the body
	OrderReading                   // which copy of the data a read may see
)

// Middleware wraps the handler of the whole API.
type Middleware struct {
	// Order is the place in the chain; no two middlewares share one.
	Order Order
	// Wrap returns a handler that does its part and calls the next one.
	Wrap func(http.Handler) http.Handler
}
