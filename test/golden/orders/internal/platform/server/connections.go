package server

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"sync"
	"sync/atomic"
	"time"
)

// listener is closed without losing the connections that the system has
// accepted already.
type listener struct {
	*net.TCPListener
	serving atomic.Bool
	last    time.Time
	drained chan struct{}
}

func newListener(ctx context.Context, address string) (*listener, error) {
	opened, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, err
	}
	tcp, ok := opened.(*net.TCPListener)
	if !ok {
		return nil, errors.Join(fmt.Errorf("%s is no TCP address", address), opened.Close())
	}
	return &listener{TCPListener: tcp, drained: make(chan struct{})}, nil
}

// drain closes the listener, once Accept has taken what waits.
func (l *listener) drain(ctx context.Context) error {
	if !l.serving.Load() {
		return l.Close()
	}
	if err := l.SetDeadline(time.Now()); err != nil {
		return ignoreClosed(err)
	}
	select {
	case <-l.drained:
		return nil
	case <-ctx.Done():
		return l.Close()
	}
}

// Accept waits for a connection. When drain ends the wait, it takes those that
// wait in the system, and closes the listener after a moment without any.
func (l *listener) Accept() (net.Conn, error) {
	l.serving.Store(true)
	conn, err := l.TCPListener.Accept()
	if !errors.Is(err, os.ErrDeadlineExceeded) {
		return conn, err
	}
	const moment, longest = 300 * time.Microsecond, time.Second
	now := time.Now()
	if l.last.IsZero() {
		l.last = now.Add(longest)
	}
	if now.Before(l.last) && l.SetDeadline(now.Add(moment)) == nil {
		if conn, err = l.TCPListener.Accept(); err == nil {
			return conn, nil
		}
	}
	defer close(l.drained)
	return nil, errors.Join(net.ErrClosed, l.Close())
}

// Close closes the listener. The server closes it once more, which is no failure.
func (l *listener) Close() error { return ignoreClosed(l.TCPListener.Close()) }

func ignoreClosed(err error) error {
	if errors.Is(err, net.ErrClosed) {
		return nil
	}
	return err
}

// connections knows which connections have a request under way, or have not
// sent one yet.
type connections struct {
	mutex  sync.Mutex
	states map[net.Conn]http.ConnState
}

func newConnections() *connections {
	return &connections{states: map[net.Conn]http.ConnState{}}
}

func (c *connections) note(conn net.Conn, state http.ConnState) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if state == http.StateNew || state == http.StateActive {
		c.states[conn] = state
		return
	}
	delete(c.states, conn)
}

// busy counts connections whose requests are under way, and those that are new.
func (c *connections) busy() (active, fresh int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	for _, state := range c.states {
		if state == http.StateActive {
			active++
		} else {
			fresh++
		}
	}
	return active, fresh
}

// wait returns when no connection is busy. New ones have a moment to send their
// first request.
func (c *connections) wait(ctx context.Context) {
	const patience, interval = time.Second, 5 * time.Millisecond
	start := time.Now()
	for ctx.Err() == nil {
		active, fresh := c.busy()
		if active == 0 && (fresh == 0 || time.Since(start) > patience) {
			return
		}
		time.Sleep(interval)
	}
}
