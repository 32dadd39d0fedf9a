// Command chain serves the golden service for measuring: as it runs, without one
// of its middlewares, or with nothing around its handlers but a bare router. It is
// copied into the service, whose packages it uses.
//
//	chain serve KIND             serve until killed; prints the address and an order's path
//	chain allocate KIND          print nanoseconds and allocations of a request without the database
//	chain load URL COUNT         send requests, print how many a second, and the slowest of a hundred
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/acme/orders/internal/config"
	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/router"
	"github.com/acme/orders/internal/service"
)

func main() {
	commands := map[string]func([]string) (any, error){"serve": serve, "allocate": allocate, "load": load}
	figures, err := commands[os.Args[1]](os.Args[2:])
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(figures)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// assemble puts the service together; the system throws its log away.
func assemble() (*service.Wiring, error) {
	settings, err := config.Load(os.Environ())
	if err != nil {
		return nil, err
	}
	nowhere, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		return nil, err
	}
	return service.Assemble(context.Background(), service.Build{Name: "chain"}, settings, nowhere)
}

var orders = map[string]httpx.Order{
	"request": httpx.OrderRequest, "access": httpx.OrderAccess, "metrics": httpx.OrderMetrics, "recovery": httpx.OrderRecovery,
	"headers": httpx.OrderHeaders, "cors": httpx.OrderCORS, "timeout": httpx.OrderTimeout, "body": httpx.OrderBody,
}

// handler is the service's own, one without a middleware, or a bare one.
func handler(w *service.Wiring, kind string) http.Handler {
	without, cut := strings.CutPrefix(kind, "without ")
	switch {
	case kind == "whole":
		return w.Handler
	case cut:
		return router.New(w.Routes, slices.DeleteFunc(slices.Clone(w.Middlewares), func(m httpx.Middleware) bool { return m.Order == orders[without] }))
	}
	bare := chi.NewRouter()
	for _, route := range w.Routes {
		bare.Method(route.Method, route.Path, route.Handler)
	}
	return bare
}

func serve(args []string) (any, error) {
	w, err := assemble()
	if err != nil {
		return nil, err
	}
	path, err := create(w)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	server := &http.Server{Handler: handler(w, args[0]), ReadHeaderTimeout: time.Minute}
	if _, err := fmt.Printf("http://%s%s\n", listener.Addr(), path); err != nil {
		return nil, err
	}
	return nil, server.Serve(listener)
}

// create makes a customer to read, and returns its path.
func create(w *service.Wiring) (string, error) {
	body := fmt.Sprintf(`{"email": "bench.%d@example.com", "name": "Bench"}`, os.Getpid())
	request := httptest.NewRequest(http.MethodPost, "/api/v1/customers", strings.NewReader(body))
	request.Header.Set("Content-Type", "application/json")
	recorder := httptest.NewRecorder()
	w.Handler.ServeHTTP(recorder, request)
	if recorder.Code != http.StatusCreated {
		return "", fmt.Errorf("create: %d %s", recorder.Code, recorder.Body)
	}
	return recorder.Header().Get("Location"), nil
}

// discard is a response writer that keeps nothing.
type discard struct{ header http.Header }

func (d discard) Header() http.Header          { return d.header }
func (discard) WriteHeader(int)                {}
func (discard) Write(body []byte) (int, error) { return len(body), nil }
func (d discard) fresh() discard               { clear(d.header); return d }

type allocation struct {
	Nanoseconds int64
	Allocations int64
}

func allocate(args []string) (any, error) {
	w, err := assemble()
	if err != nil {
		return nil, err
	}
	// A route that answers something small.
	w.Routes = append(w.Routes, httpx.Route{Method: http.MethodGet, Path: "/api/v1/small/{id}", Handler: http.HandlerFunc(
		func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.PathValue("id")) },
	)})
	w.Handler = router.New(w.Routes, w.Middlewares)
	served := handler(w, args[0])
	result := testing.Benchmark(func(b *testing.B) {
		b.ReportAllocs()
		request := httptest.NewRequest(http.MethodGet, "/api/v1/small/7", nil)
		writer := discard{header: http.Header{}}
		for b.Loop() {
			served.ServeHTTP(writer.fresh(), request)
		}
	})
	return allocation{Nanoseconds: result.NsPerOp(), Allocations: result.AllocsPerOp()}, nil
}

type speed struct {
	PerSecond float64
	P99       float64
}

func load(args []string) (any, error) {
	const connections = 8
	url := args[0]
	count, err := strconv.Atoi(args[1])
	if err != nil {
		return nil, err
	}
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: connections}}
	times := make([]time.Duration, count)
	failures := make(chan error, connections)
	var sending sync.WaitGroup
	start := time.Now()
	for worker := range connections {
		sending.Go(func() {
			for i := worker; i < count; i += connections {
				began := time.Now()
				if err := get(client, url); err != nil {
					failures <- err
					return
				}
				times[i] = time.Since(began)
			}
		})
	}
	sending.Wait()
	elapsed := time.Since(start)
	select {
	case err := <-failures:
		return nil, err
	default:
	}
	slices.Sort(times)
	return speed{PerSecond: float64(count) / elapsed.Seconds(), P99: times[count*99/100].Seconds()}, nil
}

func get(client *http.Client, url string) error {
	answer, err := client.Get(url)
	if err != nil {
		return err
	}
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		return err
	}
	if err := answer.Body.Close(); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d", answer.StatusCode)
	}
	return nil
}
