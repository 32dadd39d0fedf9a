package sagametrics_test

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/saga/saga"
	"goldenpath.dev/patterns/saga/sagametrics"
)

func TestSagasAreMeasured(t *testing.T) {
	t.Parallel()
	collector := sagametrics.New(func() saga.State {
		return saga.State{
			Running: 7, Compensating: 2, Stuck: 1,
			Outcomes: map[saga.Outcome]int{{Kind: "trip", Step: "hotel", Outcome: "failed"}: 3},
		}
	})
	require.NoError(t, testutil.CollectAndCompare(collector, strings.NewReader(`
# HELP saga_steps_total Attempts at steps in this process, by outcome: done, undone or failed.
# TYPE saga_steps_total counter
saga_steps_total{kind="trip",outcome="failed",step="hotel"} 3
# HELP sagas_open Sagas that have not ended, by state; counting ends at 100,000.
# TYPE sagas_open gauge
sagas_open{state="compensating"} 2
sagas_open{state="running"} 7
# HELP sagas_stuck Sagas that could not be undone in as many attempts as a step has.
# TYPE sagas_stuck gauge
sagas_stuck 1
`)))
	problems, err := testutil.CollectAndLint(collector)
	require.NoError(t, err)
	require.Empty(t, problems)
}
