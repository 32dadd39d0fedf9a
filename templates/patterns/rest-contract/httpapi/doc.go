// Package httpapi offers the resources over HTTP.
package httpapi
