package grpcclient_test

import (
	"context"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/dns/dnsmessage"
)

// nameServer answers every question for IPv4 addresses with the same ones.
type nameServer struct {
	connection net.PacketConn
	mutex      sync.Mutex
	addresses  []netip.Addr
}

// asked is the name server of the test that runs, nil where it has none.
var asked atomic.Pointer[nameServer]

// followNames lets this process ask for names whom a test wants, for as long as it
// runs: connections look names up beside tests, also when those have ended.
func followNames() {
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if server := asked.Load(); server != nil {
			network, address = "udp", server.connection.LocalAddr().String()
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}}
}

// startNameServer lets this process ask it for names, until the test ends.
func startNameServer(t *testing.T) *nameServer {
	t.Helper()
	connection, err := new(net.ListenConfig).ListenPacket(t.Context(), "udp", "127.0.0.1:0")
	require.NoError(t, err)
	server := &nameServer{connection: connection}
	var serving sync.WaitGroup
	serving.Go(server.serve)
	asked.Store(server)
	t.Cleanup(func() {
		asked.Store(nil)
		assert.NoError(t, connection.Close())
		serving.Wait()
	})
	return server
}

func (s *nameServer) will(addresses ...string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.addresses = nil
	for _, address := range addresses {
		s.addresses = append(s.addresses, netip.MustParseAddr(address))
	}
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
	question := message.Questions[0]
	if question.Type != dnsmessage.TypeA {
		return
	}
	for _, address := range s.addresses {
		message.Answers = append(message.Answers, dnsmessage.Resource{
			Header: dnsmessage.ResourceHeader{Name: question.Name, Class: question.Class, Type: question.Type},
			Body:   &dnsmessage.AResource{A: address.As4()},
		})
	}
}
