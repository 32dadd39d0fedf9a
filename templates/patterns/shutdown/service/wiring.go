package service

import (
	"io"
	"log/slog"
	"net/http"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/redis/go-redis/v9"

	"goldenpath.dev/patterns/authorization/auth"
	"goldenpath.dev/patterns/cache-aside/cache"
	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/partitions/partition"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/saga/saga"
	"goldenpath.dev/patterns/service-layer/storage"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/typed-clients/upstream"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	// Build says what was built.
	//golden:port build 1
	Build Build
	// Config holds the settings.
	//golden:port config 1
	Config config.Config
	// Stdout receives the log.
	//golden:port stdout 1
	Stdout io.Writer
	// Log is the logger of the service.
	//golden:port log 1
	Log *slog.Logger
	// Metrics takes what is measured.
	//golden:port metrics ?
	Metrics *prometheus.Registry
	// Checks say whether the service can work.
	//golden:port check *
	Checks []health.Check
	// Runners work until the service stops.
	//golden:port run *
	Runners []lifecycle.Runner
	// Hooks stop the service.
	//golden:port stop *
	Hooks []lifecycle.Hook
	// Pool holds the connections to PostgreSQL.
	//golden:port pool 1
	Pool *pgxpool.Pool
	// DB runs statements.
	//golden:port exec 1
	DB *pgdb.DB
	// Replicas are copies of the database to read from.
	//golden:port replicas ?
	Replicas *replica.Set
	// Partitions keeps the partitions of tables.
	//golden:port partitions ?
	Partitions *partition.Keeper
	// Tx runs work in transactions.
	//golden:port tx 1
	Tx storage.Transactor
	// Redis holds the connections to Redis.
	//golden:port redis 1
	Redis redis.UniversalClient
	// Cache remembers what was read.
	//golden:port cache 1
	Cache *cache.Store
	// Upstreams calls other services.
	//golden:port upstreams 1
	Upstreams *upstream.Clients
	// SampleThingRepository keeps sample things.
	//golden:port repo 1 resource
	SampleThingRepository samplething.Repository
	// SampleThingService holds the use cases of sample things.
	//golden:port service 1 resource
	SampleThingService *samplething.Service
	// Broker carries messages.
	//golden:port broker 1
	Broker *natsmq.Broker
	// Publisher sends messages.
	//golden:port publisher 1
	Publisher mq.Publisher
	// Handlers work on messages.
	//golden:port consume *
	Handlers []mq.Handler
	// Recorder records events in transactions.
	//golden:port recorder ?
	Recorder *outbox.Recorder
	// Relay publishes them.
	//golden:port relay 1
	Relay *outbox.Relay
	// Inbox knows which messages were handled.
	//golden:port inbox ?
	Inbox *inbox.Inbox
	// Sagas works on what no transaction can hold together.
	//golden:port sagas ?
	Sagas *saga.Orchestrator
	// Authenticators know callers by their credentials.
	//golden:port authn *
	Authenticators []auth.Authenticator
	// Limiter counts how often callers call.
	//golden:port limiter ?
	Limiter ratelimit.Limiter
	// Routes are the operations of the API.
	//golden:port route *
	Routes []httpx.Route
	// Middlewares are what requests pass through.
	//golden:port middleware *
	Middlewares []httpx.Middleware
	// Handler serves the API.
	//golden:port handler ?
	Handler http.Handler
	// RPCs add the services of the gRPC API to its server.
	//golden:port rpc *
	RPCs []rpc.Registration
	// Interceptors are what calls pass through.
	//golden:port interceptor *
	Interceptors []rpc.Interceptor
	// RPC serves the gRPC API.
	//golden:port rpcserver ?
	RPC *rpcserver.Server
	// AdminRoutes are served on the port that is not for clients.
	//golden:port debug *
	AdminRoutes []httpx.Route
}
