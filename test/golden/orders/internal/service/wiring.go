package service

import (
	"io"
	"log/slog"
	"net/http"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/prometheus/client_golang/prometheus"

	"github.com/acme/orders/internal/config"
	"github.com/acme/orders/internal/customer"
	"github.com/acme/orders/internal/order"
	"github.com/acme/orders/internal/platform/cli"
	"github.com/acme/orders/internal/platform/health"
	"github.com/acme/orders/internal/platform/httpx"
	"github.com/acme/orders/internal/platform/lifecycle"
	"github.com/acme/orders/internal/platform/pgdb"
	"github.com/acme/orders/internal/platform/storage"
)

// Wiring holds what the stages hand to each other.
type Wiring struct {
	// Build says what was built.
	Build Build
	// Config holds the settings.
	Config config.Config
	// Commands are what the service does beside serving.
	Commands []cli.Command
	// Stdout receives the log.
	Stdout io.Writer
	// Log is the logger of the service.
	Log *slog.Logger
	// Metrics takes what is measured.
	Metrics *prometheus.Registry
	// Checks say whether the service can work.
	Checks []health.Check
	// Runners work until the service stops.
	Runners []lifecycle.Runner
	// Hooks stop the service.
	Hooks []lifecycle.Hook
	// Pool holds the connections to PostgreSQL.
	Pool *pgxpool.Pool
	// DB runs statements.
	DB *pgdb.DB
	// Tx runs work in transactions.
	Tx storage.Transactor
	// CustomerRepository keeps customers.
	CustomerRepository customer.Repository
	// OrderRepository keeps orders.
	OrderRepository order.Repository
	// CustomerService holds the use cases of customers.
	CustomerService *customer.Service
	// OrderService holds the use cases of orders.
	OrderService *order.Service
	// Routes are the operations of the API.
	Routes []httpx.Route
	// Middlewares are what requests pass through.
	Middlewares []httpx.Middleware
	// Handler serves the API.
	Handler http.Handler
	// AdminRoutes are served on the port that is not for clients.
	AdminRoutes []httpx.Route
}
