// Package logging makes the service's logger: JSON records that carry the
// request they belong to, hide secrets, and have a level that can be changed
// while the service runs.
package logging

import (
	"context"
	"io"
	"log/slog"

	"goldenpath.dev/patterns/logging/requestinfo"
)

// Options are the settings of a logger.
type Options struct {
	// Service and Version are part of every record.
	Service, Version string
	// Level is the lowest level that is logged.
	Level slog.Leveler
	// Text asks for lines that people read, instead of JSON.
	Text bool
}

// New returns a logger that writes to w.
func New(w io.Writer, options Options) *slog.Logger {
	settings := &slog.HandlerOptions{Level: options.Level}
	var handler slog.Handler = slog.NewJSONHandler(w, settings)
	if options.Text {
		handler = slog.NewTextHandler(w, settings)
	}
	return slog.New(requestHandler{handler}).With("service", options.Service, "version", options.Version)
}

// requestHandler adds the request of the context to each record, and hides what
// is secret.
type requestHandler struct{ slog.Handler }

func (h requestHandler) Handle(ctx context.Context, record slog.Record) error {
	record = cleanRecord(record)
	info := requestinfo.From(ctx)
	if info.ID != "" {
		record.AddAttrs(slog.String("request_id", info.ID))
	}
	if info.TraceID != "" {
		record.AddAttrs(slog.String("trace_id", info.TraceID))
	}
	return h.Handler.Handle(ctx, record)
}

func (h requestHandler) WithAttrs(attributes []slog.Attr) slog.Handler {
	cleaned := make([]slog.Attr, len(attributes))
	for i, attribute := range attributes {
		cleaned[i] = clean(attribute)
	}
	return requestHandler{h.Handler.WithAttrs(cleaned)}
}

func (h requestHandler) WithGroup(name string) slog.Handler {
	return requestHandler{h.Handler.WithGroup(name)}
}
