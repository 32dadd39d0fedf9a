package natsmetrics_test

import (
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/stretchr/testify/require"

	"goldenpath.dev/patterns/nats/natsmetrics"
	"goldenpath.dev/patterns/nats/natsmq"
)

type broker struct{}

func (broker) Connected() bool { return true }

func (broker) Counts() natsmq.Counts {
	group := natsmq.Group{Topic: "shop.order", Group: "readers"}
	return natsmq.Counts{
		Published: map[natsmq.Published]int{{Topic: "shop.order", Outcome: natsmq.Stored}: 3},
		Handled:   map[natsmq.Handled]int{{Topic: "shop.order", Group: "readers", Outcome: natsmq.Dead}: 1},
		Time:      map[natsmq.Group]time.Duration{group: 1500 * time.Millisecond},
		Waiting:   map[natsmq.Group]uint64{group: 7},
	}
}

func TestMessagesAreMeasured(t *testing.T) {
	t.Parallel()
	require.NoError(t, testutil.CollectAndCompare(natsmetrics.New(broker{}), strings.NewReader(`
# HELP messages_handled_total Attempts at messages, by outcome: done, failed or dead.
# TYPE messages_handled_total counter
messages_handled_total{group="readers",outcome="dead",topic="shop.order"} 1
# HELP messages_handling_seconds_total Time that handlers took.
# TYPE messages_handling_seconds_total counter
messages_handling_seconds_total{group="readers",topic="shop.order"} 1.5
# HELP messages_published_total Messages that were published, by outcome: stored or failed.
# TYPE messages_published_total counter
messages_published_total{outcome="stored",topic="shop.order"} 3
# HELP messages_waiting Messages that waited behind the last one that this process was given.
# TYPE messages_waiting gauge
messages_waiting{group="readers",topic="shop.order"} 7
# HELP nats_connected Whether there is a connection to a NATS server.
# TYPE nats_connected gauge
nats_connected 1
`)))
	problems, err := testutil.CollectAndLint(natsmetrics.New(broker{}))
	require.NoError(t, err)
	require.Empty(t, problems)
}
