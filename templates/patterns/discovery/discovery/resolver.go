package discovery

import (
	"cmp"
	"context"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Resolver finds the addresses at which a service answers, as host:port.
type Resolver interface {
	Resolve(ctx context.Context) ([]string, error)
}

// dns asks by name; in Kubernetes the cluster answers.
type dns struct {
	resolver   *net.Resolver
	host, port string
}

func (d dns) Resolve(ctx context.Context) ([]string, error) {
	found, err := d.resolver.LookupNetIP(ctx, "ip", d.host)
	if err != nil {
		return nil, err
	}
	addresses := make([]string, len(found))
	for i, ip := range found {
		addresses[i] = net.JoinHostPort(ip.Unmap().String(), d.port)
	}
	return addresses, nil
}

// static is a list that somebody wrote down.
type static []string

func (s static) Resolve(context.Context) ([]string, error) { return s, nil }

// ports are those that a URL without one means.
var ports = map[string]string{"http": "80", "https": "443"}

// resolverOf finds what the URL names, unless there are addresses for it.
func resolverOf(base url.URL, addresses []string, resolver *net.Resolver) Resolver {
	if len(addresses) > 0 {
		return static(addresses)
	}
	port := base.Port()
	if port == "" {
		port = ports[base.Scheme]
	}
	return dns{resolver: cmp.Or(resolver, net.DefaultResolver), host: base.Hostname(), port: port}
}

// ReadStatic reads lines like sellers=10.0.0.7:8080, one an address, of services
// among names.
func ReadStatic(lines, names []string) (map[string][]string, error) {
	read := map[string][]string{}
	for _, line := range lines {
		name, address, ok := strings.Cut(line, "=")
		if !ok || !isAddress(address) {
			return nil, fmt.Errorf("DISCOVERY_STATIC holds %q: write a service, = and its address, such as sellers=10.0.0.7:8080", line)
		}
		if !slices.Contains(names, name) {
			return nil, fmt.Errorf("DISCOVERY_STATIC names the service %q, which is not called: use %s", name, strings.Join(names, " or "))
		}
		read[name] = append(read[name], address)
	}
	return read, nil
}

func isAddress(text string) bool {
	host, port, err := net.SplitHostPort(text)
	if err != nil || host == "" {
		return false
	}
	if _, err := netip.ParseAddr(host); err != nil && strings.ContainsAny(host, ":/ ") {
		return false
	}
	number, err := strconv.ParseUint(port, 10, 16)
	return err == nil && number > 0
}
