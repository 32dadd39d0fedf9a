package outboxmetrics_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/outbox/outboxmetrics"
)

func TestTheOutboxIsMeasured(t *testing.T) {
	t.Parallel()
	collector := outboxmetrics.New(func() outbox.State {
		return outbox.State{Leads: true, Waiting: 7, Refused: 1, Lag: 1500 * time.Millisecond, Sent: 40, Failed: 2}
	})
	require.NoError(t, testutil.CollectAndCompare(collector, strings.NewReader(`
# HELP outbox_failures_total Passes in which publishing failed.
# TYPE outbox_failures_total counter
outbox_failures_total 2
# HELP outbox_lag_seconds Age of the oldest event that waits.
# TYPE outbox_lag_seconds gauge
outbox_lag_seconds 1.5
# HELP outbox_leads Whether this process publishes.
# TYPE outbox_leads gauge
outbox_leads 1
# HELP outbox_refused Events that the broker will never take; counting ends at 100,000.
# TYPE outbox_refused gauge
outbox_refused 1
# HELP outbox_sent_total Events that this process has published.
# TYPE outbox_sent_total counter
outbox_sent_total 40
# HELP outbox_waiting Events that wait to be published; counting ends at 100,000.
# TYPE outbox_waiting gauge
outbox_waiting 7
`)))
	problems, err := testutil.CollectAndLint(collector)
	require.NoError(t, err)
	require.Empty(t, problems)
}
