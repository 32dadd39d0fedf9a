package inboxmetrics_test

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/inbox/inboxmetrics"
)

func TestTheInboxIsMeasured(t *testing.T) {
	t.Parallel()
	collector := inboxmetrics.New(func() (int64, int64) { return 7, 2 })
	require.NoError(t, testutil.CollectAndCompare(collector, strings.NewReader(`
# HELP inbox_messages_total Messages that came, by outcome: handled or repeated.
# TYPE inbox_messages_total counter
inbox_messages_total{outcome="handled"} 7
inbox_messages_total{outcome="repeated"} 2
`)))
	problems, err := testutil.CollectAndLint(collector)
	require.NoError(t, err)
	require.Empty(t, problems)
}
