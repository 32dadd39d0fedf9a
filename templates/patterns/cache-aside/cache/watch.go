package cache

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"

	"goldenpath.dev/patterns/redis/redispool"
)

const (
	// beat is the time between two questions to Redis.
	beat = 500 * time.Millisecond
	// trust is the time after a question for which its answer is good: a replica
	// that is cut off has left the cache aside when it is over.
	trust = 3 * beat
	// grace is the time after an absence in which every other replica has asked
	// too, and has told what it could not write.
	grace = 3 * beat
	// never is later than any use of the cache that has not been allowed.
	never = 365 * 24 * time.Hour
)

// watch knows whether Redis may be believed.
//
// It asks every master of it for its identity, twice a second. While there is no
// answer, readers ask the database. A Redis that is another one than before, one
// started again or one that took over, may have entries that were taken back
// already: those from before its return count for nothing. And so do those from
// before a pause, which a replica makes when it wrote and could not say so.
type watch struct {
	client  redis.UniversalClient
	options Options
	cancel  context.CancelFunc
	ended   chan struct{}

	mutex sync.Mutex
	// asked is when the last question that was answered was put.
	asked time.Time
	// resumes is when the cache may be used again after an absence.
	resumes time.Time
	// identity names the servers that answered.
	identity string
	// since is the time, by the clock of Redis, before which entries count for nothing.
	since int64
	// owed counts the writes that could not leave their mark, told those for which
	// a pause was made.
	owed, told int
	// left says that the log has told that the cache is left aside.
	left bool
}

func newWatch(client redis.UniversalClient, options Options) *watch {
	return &watch{client: client, options: options, ended: make(chan struct{}), resumes: time.Now().Add(never), asked: time.Now()}
}

func (w *watch) start() {
	ctx, cancel := context.WithCancel(context.Background())
	w.cancel = cancel
	go func() {
		defer close(w.ended)
		ticker := time.NewTicker(beat)
		defer ticker.Stop()
		for {
			w.ask(ctx)
			select {
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	}()
}

func (w *watch) stop(ctx context.Context) error {
	w.cancel()
	select {
	case <-w.ended:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// believed returns the time before which entries count for nothing, and whether
// the cache may be used at all.
func (w *watch) believed() (since int64, ok bool) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	now := time.Now()
	return w.since, now.Sub(w.asked) < trust && !now.Before(w.resumes) && w.owed == w.told
}

// gone says whether Redis has been away for so long that every replica has
// noticed, if it is away for all of them.
func (w *watch) gone() bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return time.Since(w.asked) > trust+trust
}

// owe notes that a write could not leave its mark.
func (w *watch) owe() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.owed++
}

// ask puts the question, and makes the pause that is owed.
func (w *watch) ask(ctx context.Context) {
	asked := time.Now()
	within, cancel := context.WithTimeout(ctx, beat)
	defer cancel()
	w.mutex.Lock()
	owed := w.owed
	w.mutex.Unlock()

	answer, err := identify(within, w.client)
	if err == nil {
		answer.pause, err = w.pause(within, owed > w.told)
	}
	if err != nil {
		w.miss(ctx, err)
		return
	}
	answer.asked, answer.told = asked, owed
	w.conclude(ctx, answer)
}

// miss notes that there was no answer.
func (w *watch) miss(ctx context.Context, err error) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if ctx.Err() != nil || w.left || time.Since(w.asked) <= trust {
		return
	}
	w.left = true
	w.options.Log.WarnContext(ctx, "the cache is left aside", slog.Any("error", err))
}

// answer is what Redis told.
type answer struct {
	// asked is when the question was put, told what was owed then.
	asked time.Time
	told  int
	// identity names the servers, now is the latest of their clocks, and young says
	// that one of them has just started.
	identity string
	now      int64
	young    bool
	// pause is the time before which entries count for nothing.
	pause int64
}

// conclude draws the conclusions from an answer.
func (w *watch) conclude(ctx context.Context, from answer) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	first := w.identity == ""
	other := !first && w.identity != from.identity
	w.since = max(w.since, from.pause)
	if other {
		w.since = max(w.since, from.now)
	}
	switch {
	case other, from.asked.Sub(w.asked) > trust, first && from.young:
		w.resumes = time.Now().Add(grace)
	case first:
		w.resumes = time.Now()
	}
	if w.left {
		w.left = false
		w.options.Log.InfoContext(ctx, "the cache is used again", slog.Bool("other_redis", other))
	}
	w.asked, w.told, w.identity = from.asked, from.told, from.identity
}

// identify asks every master who it is.
func identify(ctx context.Context, client redis.UniversalClient) (answer, error) {
	var mutex sync.Mutex
	var names []string
	var found answer
	err := redispool.EachMaster(ctx, client, func(ctx context.Context, master redis.Cmdable) error {
		info, err := master.InfoMap(ctx, "server").Result()
		if err != nil {
			return err
		}
		clock, err := master.Time(ctx).Result()
		if err != nil {
			return err
		}
		server := info["Server"]
		uptime, err := strconv.Atoi(server["uptime_in_seconds"])
		if err != nil {
			return fmt.Errorf("read the uptime of Redis: %w", err)
		}
		mutex.Lock()
		defer mutex.Unlock()
		names = append(names, server["run_id"])
		found.now = max(found.now, clock.UnixMicro())
		found.young = found.young || time.Duration(uptime)*time.Second < grace+time.Second
		return nil
	})
	slices.Sort(names)
	found.identity = strings.Join(names, " ")
	return found, err
}

// pause asks for the time of the pause that holds for everything, and makes one
// if a write is owed.
func (w *watch) pause(ctx context.Context, owes bool) (int64, error) {
	var length time.Duration
	if owes {
		length = w.options.Settle
	}
	return pause(ctx, w.client, w.options, w.options.Prefix+":pause", length)
}

// pause moves the time of the key to so far from now, if that is later, and
// returns it.
func pause(ctx context.Context, client redis.UniversalClient, options Options, key string, length time.Duration) (int64, error) {
	// When the last entry from before the pause has ended, so may the pause.
	kept := options.TTL + options.TTL/jitter + length
	times, err := pauseScript.Run(ctx, client, []string{key}, length.Microseconds(), kept.Milliseconds()).Int64Slice()
	if err != nil {
		return 0, err
	}
	return times[1], nil
}
