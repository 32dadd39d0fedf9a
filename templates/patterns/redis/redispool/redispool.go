// Package redispool opens the connections to Redis, one server or a cluster.
package redispool

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/redis/go-redis/v9"
)

// Cluster is the mode in which the URL names one node of a cluster; every other
// mode stands for a single server.
const Cluster = "cluster"

// Options are the settings of the connections.
type Options struct {
	// URL names the server, or a node of the cluster: redis://user:password@host:6379,
	// rediss:// with TLS. More nodes follow as ?addr=host:port.
	URL string
	// Mode is Cluster, or anything else for a single server.
	Mode string
	// Application is shown in CLIENT LIST.
	Application string
	// Size is the number of connections that the pool may open, a node.
	Size int
	// Timeout is the time that connecting, waiting for a connection, sending and
	// receiving may each take.
	Timeout time.Duration
}

// Open returns a client. It does not connect: Redis may be away when the service
// starts. What fails is not tried again, for callers have something better to do
// than to wait.
func Open(options Options) (redis.UniversalClient, error) {
	silence()
	if options.Mode == Cluster {
		parsed, err := redis.ParseClusterURL(options.URL)
		if err != nil {
			return nil, errURL
		}
		parsed.ClientName, parsed.PoolSize, parsed.DisableIdentity = options.Application, options.Size, true
		parsed.DialTimeout, parsed.PoolTimeout = options.Timeout, options.Timeout
		parsed.ReadTimeout, parsed.WriteTimeout = options.Timeout, options.Timeout
		parsed.MaxRetries, parsed.DialerRetries, parsed.ContextTimeoutEnabled = -1, 1, true
		return redis.NewClusterClient(parsed), nil
	}
	parsed, err := redis.ParseURL(options.URL)
	if err != nil {
		return nil, errURL
	}
	parsed.ClientName, parsed.PoolSize, parsed.DisableIdentity = options.Application, options.Size, true
	parsed.DialTimeout, parsed.PoolTimeout = options.Timeout, options.Timeout
	parsed.ReadTimeout, parsed.WriteTimeout = options.Timeout, options.Timeout
	parsed.MaxRetries, parsed.DialerRetries, parsed.ContextTimeoutEnabled = -1, 1, true
	return redis.NewClient(parsed), nil
}

// errURL takes the place of the library's error, which may quote the password.
var errURL = errors.New("REDIS_URL names no Redis: use redis://user:password@host:6379, or rediss:// with TLS")

// silence keeps the library from writing to the standard error beside the log:
// whatever fails reaches a caller as an error.
var silence = sync.OnceFunc(func() { redis.SetLogger(discard{}) })

type discard struct{}

func (discard) Printf(context.Context, string, ...any) {}

// Check returns a function that asks whether Redis answers, every master of a
// cluster.
func Check(client redis.UniversalClient) func(ctx context.Context) error {
	return func(ctx context.Context) error {
		return EachMaster(ctx, client, func(ctx context.Context, master redis.Cmdable) error {
			return master.Ping(ctx).Err()
		})
	}
}

// EachMaster calls work with the server, or with every master of a cluster at
// the same time. It fails with the first failure.
func EachMaster(ctx context.Context, client redis.UniversalClient, work func(context.Context, redis.Cmdable) error) error {
	cluster, ok := client.(*redis.ClusterClient)
	if !ok {
		return work(ctx, client)
	}
	return cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error { return work(ctx, master) })
}

// Close returns a function that closes the connections.
func Close(client redis.UniversalClient) func(context.Context) error {
	return func(context.Context) error { return client.Close() }
}
