// Package wire holds the regions of inbox.
package wire

import (
	"context"

	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/inbox/inboxmetrics"
	"goldenpath.dev/patterns/shutdown/service"
)

// Inbox knows which messages were handled.
//
//golden:region stage=stores
func Inbox(_ context.Context, w *service.Wiring) error {
	w.Inbox = inbox.New(w.Tx, w.DB, w.Config.Inbox.Retention)
	return nil
}

// InboxMetrics measures the inbox where something measures.
//
//golden:region stage=stores
func InboxMetrics(_ context.Context, w *service.Wiring) error {
	if err := w.Metrics.Register(inboxmetrics.New(w.Inbox.Counts)); err != nil {
		return err
	}
	return nil
}
