package projectionmetrics_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/projection/projectionmetrics"
)

func TestTheProjectionIsMeasured(t *testing.T) {
	t.Parallel()
	collector := projectionmetrics.New(func() projection.State {
		return projection.State{Lag: 1500 * time.Millisecond, Building: true}
	})
	require.NoError(t, testutil.CollectAndCompare(collector, strings.NewReader(`
# HELP projection_building Whether the projection is being built.
# TYPE projection_building gauge
projection_building 1
# HELP projection_lag_seconds Age of the oldest event that is not counted yet.
# TYPE projection_lag_seconds gauge
projection_lag_seconds 1.5
`)))
	problems, err := testutil.CollectAndLint(collector)
	require.NoError(t, err)
	require.Empty(t, problems)
}
