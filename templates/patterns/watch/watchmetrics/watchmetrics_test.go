package watchmetrics_test

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/watch/watch"
	"goldenpath.dev/patterns/watch/watchmetrics"
)

func TestWatchesAreMeasured(t *testing.T) {
	t.Parallel()
	collector := watchmetrics.New(func() watch.State { return watch.State{Open: 3, Refused: 1, Told: 7} })
	require.NoError(t, testutil.CollectAndCompare(collector, strings.NewReader(`
# HELP watches_open Watches that are open.
# TYPE watches_open gauge
watches_open 3
# HELP watches_refused_total Watches that there was no room for.
# TYPE watches_refused_total counter
watches_refused_total 1
# HELP watches_told_total Messages that watches were told of, once for each watch.
# TYPE watches_told_total counter
watches_told_total 7
`)))
	problems, err := testutil.CollectAndLint(collector)
	require.NoError(t, err)
	require.Empty(t, problems)
}
