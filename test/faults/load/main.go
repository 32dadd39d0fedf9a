// Command load calls the order service over HTTP and gRPC at the same time, and
// repeats nothing that fails. It is copied into the service, whose contract it
// uses.
//
//	load HTTP GRPC    call these addresses until the input ends; print what came of it
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/status"

	customerv1 "example.com/demo/orders/gen/orders/customer/v1"
)

// Figures are what is printed.
type Figures struct {
	// Done counts what went well, by its kind.
	Done map[string]int
	// Moved counts streams that the service sent elsewhere and that went on there.
	Moved int
	// Failures are all others.
	Failures []string
}

// caller calls until it is stopped, and keeps the figures.
type caller struct {
	http    string
	client  customerv1.CustomerServiceClient
	posting *http.Client
	ctx     context.Context // its end is that of the load
	last    atomic.Int64
	id      string

	mutex   sync.Mutex
	figures Figures
}

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(httpAddress, grpcAddress string) error {
	conn, err := grpc.NewClient(grpcAddress, grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDisableRetry())
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	const kept = 8
	c := &caller{
		ctx: ctx, http: httpAddress, client: customerv1.NewCustomerServiceClient(conn),
		posting: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: kept}},
		figures: Figures{Done: map[string]int{}, Failures: []string{}},
	}
	created, err := c.client.CreateCustomer(context.Background(), &customerv1.CreateCustomerRequest{Input: c.customer()})
	if err != nil {
		return err
	}
	c.id = created.GetItem().GetId()

	var working sync.WaitGroup
	for kind, work := range map[string]func() error{
		"post": c.post, "call": c.call, "export": c.export, "import": c.imports,
	} {
		for range 3 {
			working.Go(func() {
				for c.ctx.Err() == nil {
					c.note(kind, work())
				}
			})
		}
	}
	for _, silent := range []bool{true, true, false, false} {
		working.Go(func() { c.ask(silent) })
	}
	_, _ = io.Copy(io.Discard, os.Stdin)
	stop()
	working.Wait()
	return json.NewEncoder(os.Stdout).Encode(c.figures)
}

func (c *caller) note(kind string, err error) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if err != nil {
		c.figures.Failures = append(c.figures.Failures, kind+": "+err.Error())
		return
	}
	c.figures.Done[kind]++
}

func (c *caller) email() string { return fmt.Sprintf("someone.%d@example.com", c.last.Add(1)) }

func (c *caller) customer() *customerv1.CustomerInput {
	return &customerv1.CustomerInput{Email: c.email()}
}

// post creates a customer over HTTP.
func (c *caller) post() error {
	answer, err := c.posting.Post(c.http+"/api/v1/customers", "application/json", strings.NewReader(`{"email":"`+c.email()+`"}`))
	if err != nil {
		return err
	}
	defer func() { _ = answer.Body.Close() }()
	body, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusCreated {
		err = errors.New(answer.Status + " " + string(body))
	}
	return err
}

// call creates a customer in a call of one message.
func (c *caller) call() error {
	_, err := c.client.CreateCustomer(context.Background(), &customerv1.CreateCustomerRequest{Input: c.customer()})
	return err
}

// export reads a stream of customers.
func (c *caller) export() error {
	stream, err := c.client.ExportCustomers(context.Background(), &customerv1.ExportCustomersRequest{
		OrderBy: "id", Filter: &customerv1.CustomerFilter{Email: new("someone.1@example.com")},
	})
	if err != nil {
		return err
	}
	for {
		_, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}

// imports creates customers in a stream.
func (c *caller) imports() error {
	const count, pause = 20, 10 * time.Millisecond
	stream, err := c.client.ImportCustomers(context.Background())
	if err != nil {
		return err
	}
	for range count {
		if err := stream.Send(&customerv1.ImportCustomersRequest{Input: c.customer()}); err != nil {
			break // what the stream has ended with is received
		}
		time.Sleep(pause)
	}
	answer, err := stream.CloseAndRecv()
	if err == nil && answer.GetCreated() != count {
		err = fmt.Errorf("%d of %d are created", answer.GetCreated(), count)
	}
	return err
}

// ask keeps a stream open, and asks for the customer. When the
// service sends the stream elsewhere, it asks there.
func (c *caller) ask(silent bool) {
	for c.ctx.Err() == nil {
		err := c.askOn(silent)
		if err != nil && isSentElsewhere(err) {
			c.mutex.Lock()
			c.figures.Moved++
			c.mutex.Unlock()
			continue
		}
		c.note("stream", err)
	}
}

// askOn asks on one stream until it ends, or load does. One that is silent asks
// once, and waits for the end.
func (c *caller) askOn(silent bool) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stream, err := c.client.LookUpCustomers(ctx)
	if err != nil {
		return err
	}
	for c.ctx.Err() == nil {
		// What the stream has ended with is received.
		_ = stream.Send(&customerv1.LookUpCustomersRequest{Id: c.id})
		answer, err := stream.Recv()
		if err == nil && answer.GetItem() == nil {
			err = errors.New("the customer is not found")
		}
		if err != nil {
			return err
		}
		c.note("question", nil)
		if silent {
			return c.wait(cancel, stream)
		}
		const pause = 20 * time.Millisecond
		time.Sleep(pause)
	}
	return nil
}

// wait waits for the end of the stream, or that of load.
func (c *caller) wait(cancel func(), stream grpc.BidiStreamingClient[customerv1.LookUpCustomersRequest, customerv1.LookUpCustomersResponse]) error {
	defer context.AfterFunc(c.ctx, cancel)()
	_, err := stream.Recv()
	if c.ctx.Err() != nil {
		return nil
	}
	return err
}

// isSentElsewhere tells whether the service has asked for another replica.
func isSentElsewhere(err error) bool {
	told := status.Convert(err)
	for _, detail := range told.Details() {
		if info, ok := detail.(*errdetails.ErrorInfo); ok && info.GetReason() == "STOPPING" {
			return told.Code() == codes.Unavailable
		}
	}
	return false
}
