// Command watchers writes parcels over one replica and watches them over two, while
// these and their broker come and go. It is copied into the service, whose contract
// it uses.
//
//	watchers WRITTEN OTHER    write until the input ends; print what came of it
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	parcelv1 "example.com/acme/matrix/gen/parcels/parcel/v1"
)

const (
	writers  = 6
	watchers = 4
	copies   = 2
	updates  = 3
	// between is the number of changes after which a watcher goes elsewhere.
	between  = 37
	patience = time.Minute
)

// Figures are what is printed.
type Figures struct {
	// Written counts parcels, Changes what happened to them.
	Written, Changes int64
	// Opened counts watches, Unavailable those that the service has ended.
	Opened, Unavailable int64
	// Repeated counts changes that were told again to those who have listed nothing.
	Repeated int64
	// Copied is how many parcels each copy holds at the end.
	Copied []int
	// Failures are all that should not have been.
	Failures []string
}

// work is what the parts share.
type work struct {
	replicas []parcelv1.ParcelServiceClient
	opened   atomic.Int64
	ended    atomic.Int64
	repeated atomic.Int64

	mutex    sync.Mutex
	written  map[string]int64 // the last version of each parcel
	deleted  map[string]bool
	failures []string
}

func main() {
	w := &work{written: map[string]int64{}, deleted: map[string]bool{}, failures: []string{}}
	for _, address := range os.Args[1:] {
		conn, err := grpc.NewClient(address, grpc.WithTransportCredentials(insecure.NewCredentials()))
		if err != nil {
			panic(err)
		}
		w.replicas = append(w.replicas, parcelv1.NewParcelServiceClient(conn))
	}
	if err := json.NewEncoder(os.Stdout).Encode(w.run()); err != nil {
		panic(err)
	}
}

func (w *work) run() Figures {
	stopped := make(chan struct{})
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		close(stopped)
	}()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var listening, writing sync.WaitGroup
	begun := make(chan struct{}, watchers)
	found := make([]copied, watchers+copies)
	for i := range watchers {
		listening.Go(func() {
			w.watch(ctx, i, &found[i], func(string) { begun <- struct{}{} })
		})
	}
	for range watchers {
		<-begun
	}
	for range writers {
		writing.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-stopped:
					return
				default:
					w.live(ctx, n%3 == 0)
				}
			}
		})
	}
	time.Sleep(time.Second)
	// These come later: they list what there is, and watch the rest.
	for i := watchers; i < watchers+copies; i++ {
		listening.Go(func() {
			w.watch(ctx, i, &found[i], func(string) { w.list(ctx, i, &found[i]) })
		})
	}
	writing.Wait()
	expected := w.alive()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(50 * time.Millisecond) {
		done := true
		for i := range found {
			done = done && maps.Equal(found[i].now(), expected)
		}
		if done {
			break
		}
	}
	cancel()
	listening.Wait()
	figures := Figures{
		Written: int64(len(w.written)), Opened: w.opened.Load(), Unavailable: w.ended.Load(), Repeated: w.repeated.Load(),
	}
	for i := range found {
		figures.Copied = append(figures.Copied, len(found[i].now()))
		if !maps.Equal(found[i].now(), expected) {
			w.fail(fmt.Sprintf("copy %d holds %d parcels, and %d are there", i, len(found[i].now()), len(expected)))
		}
	}
	for id, version := range w.written {
		figures.Changes += version
		for i := range watchers {
			if seen := found[i].seen[id]; seen != version {
				w.fail(fmt.Sprintf("watcher %d has seen %d of %d changes of %s", i, seen, version, id))
			}
		}
	}
	figures.Failures = w.failures
	return figures
}

func (w *work) fail(what string) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.failures = append(w.failures, what)
}

// live creates a parcel, changes it, and deletes it unless it stays.
func (w *work) live(ctx context.Context, stays bool) {
	c := w.replicas[0]
	created, err := c.CreateParcel(ctx, &parcelv1.CreateParcelRequest{Input: &parcelv1.ParcelInput{Label: "0"}})
	if err != nil {
		w.fail("create: " + err.Error())
		return
	}
	id, version := created.GetItem().GetId(), int64(1)
	for n := range updates {
		request := &parcelv1.UpdateParcelRequest{Id: id, Input: &parcelv1.ParcelInput{Label: strconv.Itoa(n + 1)}}
		if _, err := c.UpdateParcel(ctx, request); err != nil {
			w.fail("update: " + err.Error())
			return
		}
		version++
	}
	if !stays {
		if _, err := c.DeleteParcel(ctx, &parcelv1.DeleteParcelRequest{Id: id}); err != nil {
			w.fail("delete: " + err.Error())
			return
		}
		version++
	}
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.written[id] = version
	w.deleted[id] = !stays
}

// alive are the parcels that are not deleted, with their versions.
func (w *work) alive() map[string]int64 {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	found := map[string]int64{}
	for id, version := range w.written {
		if !w.deleted[id] {
			found[id] = version
		}
	}
	return found
}

// copied is what a watcher knows.
type copied struct {
	mutex sync.Mutex
	// seen counts the changes of each parcel; after a list, its version.
	seen, alive map[string]int64
	listed      bool
}

func (c *copied) now() map[string]int64 {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return maps.Clone(c.alive)
}

// watch keeps a copy up to date, and calls begin with its first token.
func (w *work) watch(ctx context.Context, place int, c *copied, begin func(token string)) {
	c.mutex.Lock()
	c.seen, c.alive = map[string]int64{}, map[string]int64{}
	c.mutex.Unlock()
	after := ""
	for turn := place; ctx.Err() == nil; turn++ {
		token, err := w.follow(ctx, w.replicas[turn%len(w.replicas)], c, after, begin)
		if token != "" {
			after = token
		}
		switch {
		case err == nil, ctx.Err() != nil:
		case status.Code(err) == codes.Unavailable:
			w.ended.Add(1)
			time.Sleep(20 * time.Millisecond)
		default:
			w.fail("watch: " + err.Error())
			time.Sleep(time.Second)
		}
	}
}

var errFirst = errors.New("the first response has a change")

// follow applies some changes, and returns the last token.
func (w *work) follow(ctx context.Context, from parcelv1.ParcelServiceClient, c *copied, after string, begin func(string)) (string, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	changes, err := from.WatchParcels(ctx, &parcelv1.WatchParcelsRequest{After: after})
	if err != nil {
		return "", err
	}
	first, err := changes.Recv()
	if err != nil {
		return "", err
	}
	w.opened.Add(1)
	if first.GetChange() != parcelv1.WatchParcelsResponse_CHANGE_NONE {
		return "", errFirst
	}
	token := first.GetToken()
	if after == "" {
		begin(token)
	}
	for range between {
		told, err := changes.Recv()
		if err != nil {
			return token, err
		}
		w.apply(c, told)
		token = told.GetToken()
	}
	return token, nil
}

func (w *work) apply(c *copied, told *parcelv1.WatchParcelsResponse) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	id, version := told.GetId(), told.GetItem().GetVersion()
	switch told.GetChange() {
	case parcelv1.WatchParcelsResponse_CHANGE_NONE:
		return
	case parcelv1.WatchParcelsResponse_CHANGE_DELETED:
		version = c.seen[id] + 1
		delete(c.alive, id)
	case parcelv1.WatchParcelsResponse_CHANGE_CREATED, parcelv1.WatchParcelsResponse_CHANGE_UPDATED:
		if version <= c.seen[id] {
			if !c.listed {
				w.repeated.Add(1)
			}
			return
		}
		c.alive[id] = version
		if label := strconv.FormatInt(version-1, 10); told.GetItem().GetLabel() != label {
			w.fail("version " + label + " is " + told.GetItem().GetLabel())
		}
	default:
		w.fail("told " + told.GetChange().String())
	}
	if version != c.seen[id]+1 && c.seen[id] != 0 {
		w.fail(fmt.Sprintf("version %d of %s came after %d", version, id, c.seen[id]))
	}
	c.seen[id] = version
}

// list fills a copy with what there is, once the watch has begun.
func (w *work) list(ctx context.Context, place int, c *copied) {
	request := &parcelv1.ListParcelsRequest{PageSize: 100, OrderBy: "id"}
	for {
		page, err := w.replicas[place%len(w.replicas)].ListParcels(ctx, request)
		if status.Code(err) == codes.Unavailable {
			time.Sleep(20 * time.Millisecond)
			place++
			continue
		}
		if err != nil {
			w.fail("list: " + err.Error())
			return
		}
		c.mutex.Lock()
		c.listed = true
		for _, item := range page.GetItems() {
			c.seen[item.GetId()], c.alive[item.GetId()] = item.GetVersion(), item.GetVersion()
		}
		c.mutex.Unlock()
		if page.GetNextPageToken() == "" {
			return
		}
		request.PageToken = page.GetNextPageToken()
	}
}
