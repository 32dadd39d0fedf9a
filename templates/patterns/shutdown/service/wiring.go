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
	"goldenpath.dev/patterns/circuit-breaker/breaker"
	"goldenpath.dev/patterns/client-credentials/clienttoken"
	"goldenpath.dev/patterns/discovery/discovery"
	"goldenpath.dev/patterns/env/config"
	"goldenpath.dev/patterns/gateway/apigateway"
	"goldenpath.dev/patterns/grpc/rpc"
	"goldenpath.dev/patterns/grpc/rpcserver"
	"goldenpath.dev/patterns/health/health"
	"goldenpath.dev/patterns/inbox/inbox"
	"goldenpath.dev/patterns/nats/mq"
	"goldenpath.dev/patterns/nats/natsmq"
	"goldenpath.dev/patterns/oidc-login/oidclogin"
	"goldenpath.dev/patterns/outbox/outbox"
	"goldenpath.dev/patterns/partitions/partition"
	"goldenpath.dev/patterns/pgx/pgdb"
	"goldenpath.dev/patterns/projection/projection"
	"goldenpath.dev/patterns/rate-limit/ratelimit"
	"goldenpath.dev/patterns/read-replicas/replica"
	"goldenpath.dev/patterns/resources/samplething"
	"goldenpath.dev/patterns/rest-contract/httpx"
	"goldenpath.dev/patterns/saga/saga"
	"goldenpath.dev/patterns/service-layer/storage"
	"goldenpath.dev/patterns/shutdown/cli"
	"goldenpath.dev/patterns/shutdown/lifecycle"
	"goldenpath.dev/patterns/typed-clients/upstream"
	"goldenpath.dev/patterns/watch/watch"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	// Build says what was built.
	//golden:port build 1
	//golden:title what was built
	Build Build
	// Config holds the settings.
	//golden:port config 1
	//golden:title settings
	Config config.Config
	// Commands are what the service does beside serving.
	//golden:port command *
	//golden:title commands beside serving
	Commands []cli.Command
	// Stdout receives the log.
	//golden:port stdout 1
	//golden:title the standard output
	Stdout io.Writer
	// Log is the logger of the service.
	//golden:port log 1
	//golden:title a logger
	Log *slog.Logger
	// Metrics takes what is measured.
	//golden:port metrics ?
	//golden:title a registry of metrics
	Metrics *prometheus.Registry
	// Checks say whether the service can work.
	//golden:port check *
	//golden:title health checks
	Checks []health.Check
	// Runners work until the service stops.
	//golden:port run *
	//golden:title work in the background
	Runners []lifecycle.Runner
	// Hooks stop the service.
	//golden:port stop *
	//golden:title steps of an orderly shutdown
	Hooks []lifecycle.Hook
	// Pool holds the connections to PostgreSQL.
	//golden:port pool 1
	//golden:title connections to PostgreSQL
	Pool *pgxpool.Pool
	// DB runs statements.
	//golden:port exec 1
	//golden:title a way to run SQL
	DB *pgdb.DB
	// Replicas are copies of the database to read from.
	//golden:port replicas ?
	//golden:title copies of the database to read from
	Replicas *replica.Set
	// Partitions keeps the partitions of tables.
	//golden:port partitions ?
	//golden:title partitions of tables
	Partitions *partition.Keeper
	// Tx runs work in transactions.
	//golden:port tx 1
	//golden:title transactions
	Tx storage.Transactor
	// Redis holds the connections to Redis.
	//golden:port redis 1
	//golden:title connections to Redis
	Redis redis.UniversalClient
	// Cache remembers what was read.
	//golden:port cache 1
	//golden:title a cache
	Cache *cache.Store
	// Upstreams calls other services.
	//golden:port upstreams 1
	//golden:title clients of other services
	Upstreams *upstream.Clients
	// Tokens are those that other services are called with.
	//golden:port tokens 1
	//golden:title tokens for calls of other services
	Tokens *clienttoken.Tokens
	// Discovered are the addresses of them.
	//golden:port discovered 1
	//golden:title addresses of other services
	Discovered []*discovery.Service
	// Circuits stand before the calls to them.
	//golden:port circuits 1
	//golden:title circuits before other services
	Circuits []*breaker.Circuit
	// Proxies are the services that are asked for what is published.
	//golden:port proxies 1
	//golden:title the services behind a gateway
	Proxies *apigateway.Upstreams
	// SampleThingRepository keeps sample things.
	//golden:port repo 1 resource
	//golden:title code that reads and writes rows
	SampleThingRepository samplething.Repository
	// SampleThingService holds the use cases of sample things.
	//golden:port service 1 resource
	//golden:title use cases of resources
	SampleThingService *samplething.Service
	// SampleThingBatches creates many sample things at once.
	//golden:port batches ? resource
	//golden:title batches of resources
	SampleThingBatches *samplething.Batches
	// Broker carries messages.
	//golden:port broker 1
	//golden:title connections to a message broker
	Broker *natsmq.Broker
	// Publisher sends messages.
	//golden:port publisher 1
	//golden:title a way to publish messages
	Publisher mq.Publisher
	// Feed reads what was published.
	//golden:port feed 1
	//golden:title a way to read what is published
	Feed mq.Feed
	// Watches are the callers that listen to it.
	//golden:port watches ?
	//golden:title watches of resources
	Watches *watch.Watches
	// Handlers work on messages.
	//golden:port consume *
	//golden:title messages to handle
	Handlers []mq.Handler
	// Recorder records events in transactions.
	//golden:port recorder ?
	//golden:title an outbox of events
	Recorder *outbox.Recorder
	// Relay publishes them.
	//golden:port relay 1
	//golden:title a relay of the outbox
	Relay *outbox.Relay
	// Inbox knows which messages were handled.
	//golden:port inbox ?
	//golden:title an inbox of messages
	Inbox *inbox.Inbox
	// Sagas works on what no transaction can hold together.
	//golden:port sagas ?
	//golden:title sagas
	Sagas *saga.Orchestrator
	// Projection counts what there is.
	//golden:port projection ?
	//golden:title a read model
	Projection *projection.Projection
	// Authenticators know callers by their credentials.
	//golden:port authn *
	//golden:title a way to know callers
	Authenticators []auth.Authenticator
	// Login is where people log in.
	//golden:port login 1
	//golden:title a login of people
	Login *oidclogin.Login
	// Limiter counts how often callers call.
	//golden:port limiter ?
	//golden:title a counter of calls
	Limiter ratelimit.Limiter
	// Routes are the operations of the API.
	//golden:port route *
	//golden:title HTTP operations
	Routes []httpx.Route
	// Middlewares are what requests pass through.
	//golden:port middleware *
	//golden:title HTTP middleware
	Middlewares []httpx.Middleware
	// Handler serves the API.
	//golden:port handler ?
	//golden:title an HTTP router
	Handler http.Handler
	// RPCs add the services of the gRPC API to its server.
	//golden:port rpc *
	//golden:title gRPC services
	RPCs []rpc.Registration
	// Interceptors are what calls pass through.
	//golden:port interceptor *
	//golden:title gRPC interceptors
	Interceptors []rpc.Interceptor
	// RPC serves the gRPC API.
	//golden:port rpcserver ?
	//golden:title a gRPC server
	RPC *rpcserver.Server
	// AdminRoutes are served on the port that is not for clients.
	//golden:port debug *
	//golden:title pages for operators
	AdminRoutes []httpx.Route
}
