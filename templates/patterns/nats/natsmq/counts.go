package natsmq

import (
	"maps"
	"sync"
	"time"

	"goldenpath.dev/patterns/nats/mq"
)

// Outcomes of messages.
const (
	// Stored messages were published.
	Stored = "stored"
	// Done messages were handled.
	Done = "done"
	// Failed messages will be tried again.
	Failed = "failed"
	// Dead messages were put aside.
	Dead = "dead"
)

// Published says of which messages it counts that they were published.
type Published struct{ Topic, Outcome string }

// Handled says of which messages it counts that they were handled.
type Handled struct{ Topic, Group, Outcome string }

// Group names a group of a topic.
type Group struct{ Topic, Group string }

// Counts is what has happened to messages in this process.
type Counts struct {
	Published map[Published]int
	Handled   map[Handled]int
	// Time is the time that handlers took.
	Time map[Group]time.Duration
	// Waiting is the number of messages that waited behind the last of each partition.
	Waiting map[Group]uint64
}

type lane struct {
	Group

	partition int
}

type counter struct {
	lock    sync.Mutex
	counts  Counts
	waiting map[lane]uint64
}

func (c *counter) published(topic string, err error) {
	outcome := Stored
	if err != nil {
		outcome = Failed
	}
	c.change(func() { c.counts.Published[Published{topic, outcome}]++ })
}

func (c *counter) handled(h mq.Handler, partition int, outcome string, took time.Duration, waiting uint64) {
	group := Group{h.Topic, h.Group}
	c.change(func() {
		c.counts.Handled[Handled{h.Topic, h.Group, outcome}]++
		c.counts.Time[group] += took
		c.waiting[lane{group, partition}] = waiting
	})
}

func (c *counter) change(change func()) {
	c.lock.Lock()
	defer c.lock.Unlock()
	if c.waiting == nil {
		c.waiting = map[lane]uint64{}
		c.counts = Counts{Published: map[Published]int{}, Handled: map[Handled]int{}, Time: map[Group]time.Duration{}}
	}
	change()
}

// outcomeOf says what becomes of a message after an attempt, which may be the last.
func outcomeOf(err error, last bool) string {
	switch {
	case err == nil:
		return Done
	case last || mq.IsPermanent(err):
		return Dead
	}
	return Failed
}

// Counts returns what has happened so far.
func (b *Broker) Counts() Counts {
	b.counts.lock.Lock()
	defer b.counts.lock.Unlock()
	now := b.counts.counts
	found := Counts{
		Published: maps.Clone(now.Published), Handled: maps.Clone(now.Handled), Time: maps.Clone(now.Time), Waiting: map[Group]uint64{},
	}
	for lane, waiting := range b.counts.waiting {
		found.Waiting[lane.Group] += waiting
	}
	return found
}
