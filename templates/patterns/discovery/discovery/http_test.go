package discovery_test

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"

	"goldenpath.dev/patterns/discovery/discovery"
	"goldenpath.dev/patterns/error-model/fault"
	"goldenpath.dev/patterns/typed-clients/calling"
	"goldenpath.dev/patterns/typed-clients/httpclient"
)

// nameServer answers questions for IPv4 addresses over UDP, as it is told.
type nameServer struct {
	connection net.PacketConn
	mutex      sync.Mutex
	addresses  []netip.Addr
	broken     bool
	asked      atomic.Int32
}

func startNameServer(t *testing.T) *nameServer {
	t.Helper()
	connection, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &nameServer{connection: connection}
	var serving sync.WaitGroup
	serving.Go(server.serve)
	t.Cleanup(func() {
		assert.NoError(t, connection.Close())
		serving.Wait()
	})
	return server
}

// will answers with the addresses from now on, or that it cannot, if there are none.
func (s *nameServer) will(addresses ...string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.addresses = nil
	for _, address := range addresses {
		s.addresses = append(s.addresses, netip.MustParseAddr(address))
	}
	s.broken = len(addresses) == 0
}

func (s *nameServer) resolver() *net.Resolver {
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", s.connection.LocalAddr().String())
	}}
}

func (s *nameServer) serve() {
	for packet := make([]byte, 512); ; {
		n, from, err := s.connection.ReadFrom(packet)
		if err != nil {
			return
		}
		var message dnsmessage.Message
		if message.Unpack(packet[:n]) != nil {
			continue
		}
		s.answer(&message)
		if out, err := message.Pack(); err == nil {
			_, _ = s.connection.WriteTo(out, from)
		}
	}
}

func (s *nameServer) answer(message *dnsmessage.Message) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	message.Response, message.RecursionAvailable, message.Additionals = true, true, nil
	if s.broken {
		message.RCode = dnsmessage.RCodeServerFailure
		return
	}
	question := message.Questions[0]
	if question.Type != dnsmessage.TypeA {
		return
	}
	s.asked.Add(1)
	for _, address := range s.addresses {
		message.Answers = append(message.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: question.Name, Class: question.Class, Type: question.Type},
			Body:   &dnsmessage.AResource{A: address.As4()},
		})
	}
}

// replica is a server, which counts what reaches it.
type replica struct {
	// address is where it seems to be, listens where it is.
	address, listens string
	requests         atomic.Int32
	connections      atomic.Int32
	host             atomic.Value
	answer           atomic.Pointer[http.HandlerFunc]
}

func (r *replica) will(answer http.HandlerFunc) { r.answer.Store(&answer) }

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// startReplicas starts servers that seem to be at 10.0.0.1:80, 10.0.0.2:80, …
func startReplicas(t *testing.T, count int) []*replica {
	t.Helper()
	replicas := make([]*replica, count)
	for i := range replicas {
		one := &replica{address: fmt.Sprintf("10.0.0.%d:80", i+1)}
		one.will(status(http.StatusNoContent))
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			one.requests.Add(1)
			one.host.Store(r.Host)
			(*one.answer.Load())(w, r)
		}))
		server.Config.ConnState = func(_ net.Conn, state http.ConnState) {
			if state == http.StateNew {
				one.connections.Add(1)
			}
		}
		server.Start()
		t.Cleanup(server.Close)
		one.listens = server.Listener.Addr().String()
		replicas[i] = one
	}
	return replicas
}

// discovered calls parcels, of which these are the replicas; nobody listens anywhere
// else.
func discovered(t *testing.T, replicas []*replica, attempts int, options discovery.Options) (*httpclient.Client, *discovery.Service) {
	t.Helper()
	client, err := httpclient.New(httpclient.Options{
		Options: calling.Options{Name: "parcels", Timeout: 10 * time.Second, Attempts: attempts, Concurrency: 8},
		URL:     "http://parcels.test", MaxBody: 1 << 10,
	})
	require.NoError(t, err)
	client.Route(func(_ url.URL, transport http.RoundTripper) http.RoundTripper {
		direct, ok := transport.(*http.Transport)
		require.True(t, ok)
		direct.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
			for _, one := range replicas {
				if one.address == address {
					return new(net.Dialer).DialContext(ctx, network, one.listens)
				}
			}
			return nil, &net.OpError{Op: "dial", Net: network, Err: syscall.ECONNREFUSED}
		}
		return direct
	})
	options.Policy = cmp.Or(options.Policy, discovery.RoundRobin)
	options.Refresh, options.Rest = cmp.Or(options.Refresh, time.Hour), time.Hour
	options.Log = slog.New(slog.DiscardHandler)
	services, err := discovery.Route([]calling.Connection{client}, options)
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, client.Close()) })
	return client, services[0]
}

func addressesOf(replicas []*replica) []string {
	lines := make([]string, len(replicas))
	for i, one := range replicas {
		lines[i] = "parcels=" + one.address
	}
	return lines
}

func get(t *testing.T, client *httpclient.Client) error {
	t.Helper()
	return client.Do(t.Context(), httpclient.Request{Method: http.MethodGet, Path: "/parcels"}, nil)
}

func requests(replicas []*replica) []int32 {
	counts := make([]int32, len(replicas))
	for i, one := range replicas {
		counts[i] = one.requests.Load()
	}
	return counts
}

func TestRequestsGoAroundTheAddressesOfANameAndReuseConnections(t *testing.T) {
	t.Parallel()
	names := startNameServer(t)
	names.will("10.0.0.1", "10.0.0.2", "10.0.0.3")
	replicas := startReplicas(t, 3)
	client, service := discovered(t, replicas, 1, discovery.Options{DNS: names.resolver()})
	for range 30 {
		require.NoError(t, get(t, client))
	}
	assert.Equal(t, []int32{10, 10, 10}, requests(replicas))
	for _, one := range replicas {
		assert.EqualValues(t, 1, one.connections.Load())
		assert.Equal(t, "parcels.test", one.host.Load(), "the name that was asked for")
	}
	assert.EqualValues(t, 1, names.asked.Load())
	serving, resting := service.Count()
	assert.Equal(t, []int{3, 0}, []int{serving, resting})
}

func TestChangesOfANameAreFollowedAndItsOutageHarmsNothing(t *testing.T) {
	t.Parallel()
	names := startNameServer(t)
	names.will("10.0.0.1")
	replicas := startReplicas(t, 2)
	client, service := discovered(t, replicas, 1, discovery.Options{Refresh: time.Millisecond, DNS: names.resolver()})
	check := discovery.Checks([]*discovery.Service{service})[0]
	require.NoError(t, get(t, client))
	assert.Equal(t, []int32{1, 0}, requests(replicas))

	names.will("10.0.0.2")
	reached := func(one *replica) func() bool {
		return func() bool {
			before := one.requests.Load()
			return get(t, client) == nil && one.requests.Load() > before
		}
	}
	require.Eventually(t, reached(replicas[1]), 10*time.Second, 5*time.Millisecond)
	gone := replicas[0].requests.Load()
	require.NoError(t, get(t, client))
	assert.Equal(t, gone, replicas[0].requests.Load())

	names.will()
	require.Eventually(t, func() bool {
		return assert.NoError(t, get(t, client), "what was found is still good") && check.Run(t.Context()) != nil
	}, 10*time.Second, 5*time.Millisecond)
	names.will("10.0.0.1")
	require.Eventually(t, reached(replicas[0]), 10*time.Second, 5*time.Millisecond)
	require.NoError(t, check.Run(t.Context()))
}

func TestANameThatCannotBeFoundIsTroubleOfTheService(t *testing.T) {
	t.Parallel()
	names := startNameServer(t)
	names.will()
	client, service := discovered(t, nil, 1, discovery.Options{DNS: names.resolver()})
	err := get(t, client)
	require.ErrorContains(t, err, "look up parcels")
	assert.Equal(t, fault.Unavailable, fault.KindOf(err))
	require.ErrorContains(t, discovery.Checks([]*discovery.Service{service})[0].Run(t.Context()), "look up parcels")
}

func TestAnAddressThatFailsRests(t *testing.T) {
	t.Parallel()
	replicas := startReplicas(t, 2)
	client, service := discovered(t, replicas, 3, discovery.Options{Static: append(addressesOf(replicas), "parcels=10.0.0.9:80")})
	for range 10 {
		require.NoError(t, get(t, client), "where nobody listens, another is tried")
	}
	serving, resting := service.Count()
	assert.Equal(t, []int{2, 1}, []int{serving, resting})

	replicas[0].will(status(http.StatusServiceUnavailable))
	require.Eventually(t, func() bool {
		_, resting := service.Count()
		return assert.NoError(t, get(t, client)) && resting == 2
	}, 10*time.Second, time.Millisecond)
	before := replicas[0].requests.Load()
	for range 5 {
		require.NoError(t, get(t, client))
	}
	assert.Equal(t, before, replicas[0].requests.Load())
}

func TestWhenAllAddressesFailNoneRests(t *testing.T) {
	t.Parallel()
	replicas := startReplicas(t, 1)
	client, service := discovered(t, replicas, 1, discovery.Options{Static: addressesOf(replicas)})
	replicas[0].will(status(http.StatusBadGateway))
	for range 3 {
		require.Error(t, get(t, client))
	}
	check := discovery.Checks([]*discovery.Service{service})[0]
	require.ErrorContains(t, check.Run(t.Context()), "all 1 addresses of parcels fail")
	replicas[0].will(status(http.StatusNoContent))
	require.NoError(t, get(t, client))
	require.NoError(t, check.Run(t.Context()))
}

func TestTheAddressWithTheFewestRequestsIsTaken(t *testing.T) {
	t.Parallel()
	replicas := startReplicas(t, 2)
	client, _ := discovered(t, replicas, 1, discovery.Options{Policy: discovery.LeastRequest, Static: addressesOf(replicas)})
	arrived, release, answered := make(chan struct{}, 2), make(chan struct{}), make(chan error, 2)
	stop := sync.OnceFunc(func() { close(release) })
	t.Cleanup(stop)
	replicas[0].will(func(w http.ResponseWriter, _ *http.Request) {
		arrived <- struct{}{}
		<-release
		w.WriteHeader(http.StatusNoContent)
	})
	for range 2 {
		go func() { answered <- get(t, client) }()
	}
	<-arrived
	require.NoError(t, <-answered)
	for range 10 {
		require.NoError(t, get(t, client))
	}
	stop()
	require.NoError(t, <-answered)
	assert.Equal(t, []int32{1, 11}, requests(replicas))
}

func TestCertificatesAreOfTheNameAndNotOfTheAddress(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(status(http.StatusNoContent))
	t.Cleanup(server.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	// The certificate is one of example.com; another name is refused.
	for name, fails := range map[string]bool{"example.com": false, "example.org": true} {
		client, err := httpclient.New(httpclient.Options{
			Options: calling.Options{Name: "parcels", Timeout: 10 * time.Second, Attempts: 1, Concurrency: 1},
			URL:     "https://" + name, MaxBody: 1,
		})
		require.NoError(t, err)
		t.Cleanup(func() { assert.NoError(t, client.Close()) })
		client.Route(func(_ url.URL, transport http.RoundTripper) http.RoundTripper {
			direct, ok := transport.(*http.Transport)
			require.True(t, ok)
			direct.TLSClientConfig = &tls.Config{RootCAs: trusted, MinVersion: tls.VersionTLS12}
			return direct
		})
		_, err = discovery.Route([]calling.Connection{client}, discovery.Options{
			Policy: discovery.RoundRobin, Refresh: time.Hour, Rest: time.Hour,
			Static: []string{"parcels=" + server.Listener.Addr().String()}, Log: slog.New(slog.DiscardHandler),
		})
		require.NoError(t, err)
		assert.Equal(t, fails, get(t, client) != nil, name)
	}
}
