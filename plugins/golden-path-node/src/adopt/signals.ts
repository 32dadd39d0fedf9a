import type { Area } from './finding';

/** A library that speaks for something, by the import paths it is known under. */
export interface ModuleSignal {
  readonly area: Area;
  readonly name: string;
  readonly title: string;
  readonly modules: readonly string[];
  /** Paths below `modules` that are used without the thing itself, such as error codes. */
  readonly except?: readonly string[];
  /** Paths that make a file use the library as a driver of another one only. */
  readonly driver?: readonly string[];
  /** Id of the pattern that does the same. */
  readonly pattern?: string;
}

type Row = readonly [
  name: string,
  title: string,
  modules: string,
  more?: { except?: string; driver?: string; pattern?: string },
];

function signals(area: Area, rows: readonly Row[]): ModuleSignal[] {
  return rows.map(([name, title, modules, more]) => ({
    area,
    name,
    title,
    modules: modules.split(' '),
    ...(more?.except && { except: more.except.split(' ') }),
    ...(more?.driver && { driver: more.driver.split(' ') }),
    ...(more?.pattern && { pattern: more.pattern }),
  }));
}

/** The libraries that Adopt knows. A major version at the end of a path is not said. */
export const MODULE_SIGNALS: readonly ModuleSignal[] = [
  ...signals('router', [
    ['chi', 'chi', 'github.com/go-chi/chi', { pattern: 'chi' }],
    ['gin', 'Gin', 'github.com/gin-gonic/gin', { pattern: 'gin' }],
    ['echo', 'Echo', 'github.com/labstack/echo', { pattern: 'echo' }],
    ['gorilla-mux', 'gorilla/mux', 'github.com/gorilla/mux'],
    ['fiber', 'Fiber', 'github.com/gofiber/fiber'],
    ['httprouter', 'httprouter', 'github.com/julienschmidt/httprouter'],
    ['fasthttp-router', 'fasthttp/router', 'github.com/fasthttp/router'],
    ['ozzo-routing', 'ozzo-routing', 'github.com/go-ozzo/ozzo-routing'],
    ['go-restful', 'go-restful', 'github.com/emicklei/go-restful'],
    ['iris', 'Iris', 'github.com/kataras/iris'],
    [
      'beego',
      'Beego',
      'github.com/beego/beego/v2/server/web github.com/astaxie/beego',
    ],
    ['bunrouter', 'bunrouter', 'github.com/uptrace/bunrouter'],
    ['huma', 'Huma', 'github.com/danielgtaylor/huma'],
    ['flow', 'flow', 'github.com/alexedwards/flow'],
    ['hertz', 'Hertz', 'github.com/cloudwego/hertz'],
    ['go-zero', 'go-zero', 'github.com/zeromicro/go-zero/rest'],
    ['kratos', 'Kratos', 'github.com/go-kratos/kratos/v2/transport/http'],
  ]),
  ...signals('rpc', [
    [
      'connect',
      'Connect',
      'connectrpc.com/connect github.com/bufbuild/connect-go',
    ],
    ['grpc-gateway', 'gRPC-Gateway', 'github.com/grpc-ecosystem/grpc-gateway'],
    ['twirp', 'Twirp', 'github.com/twitchtv/twirp'],
    ['graphql', 'gqlgen', 'github.com/99designs/gqlgen'],
  ]),
  ...signals('access', [
    [
      'pgx',
      'pgx',
      'github.com/jackc/pgx',
      {
        pattern: 'pgx',
        except: 'github.com/jackc/pgx/v5/pgconn github.com/jackc/pgx/v5/pgtype',
        driver:
          'github.com/jackc/pgx/stdlib github.com/jackc/pgx/v4/stdlib github.com/jackc/pgx/v5/stdlib',
      },
    ],
    [
      'gorm',
      'GORM',
      'gorm.io/gorm github.com/jinzhu/gorm',
      { pattern: 'gorm' },
    ],
    ['sqlx', 'sqlx', 'github.com/jmoiron/sqlx github.com/rpadovani/sqlx-v2'],
    ['xorm', 'XORM', 'xorm.io/xorm github.com/go-xorm/xorm'],
    ['ent', 'ent', 'entgo.io/ent github.com/facebook/ent'],
    ['bun', 'Bun', 'github.com/uptrace/bun'],
    ['go-pg', 'go-pg', 'github.com/go-pg/pg'],
    ['pop', 'Pop', 'github.com/gobuffalo/pop'],
    ['squirrel', 'Squirrel', 'github.com/Masterminds/squirrel'],
    ['goqu', 'goqu', 'github.com/doug-martin/goqu'],
    [
      'ozzo-dbx',
      'dbx',
      'github.com/go-ozzo/ozzo-dbx github.com/pocketbase/dbx',
    ],
    ['goyesql', 'goyesql', 'github.com/knadh/goyesql github.com/nleof/goyesql'],
    [
      'mongo-driver',
      'MongoDB driver',
      'go.mongodb.org/mongo-driver gopkg.in/mgo',
    ],
    ['firestore', 'Firestore client', 'cloud.google.com/go/firestore'],
    ['gocql', 'gocql', 'github.com/gocql/gocql'],
    ['etcd', 'etcd client', 'go.etcd.io/etcd/client'],
    ['bbolt', 'bbolt', 'go.etcd.io/bbolt github.com/boltdb/bolt'],
    ['badger', 'Badger', 'github.com/dgraph-io/badger'],
    [
      'dynamodb',
      'DynamoDB client',
      'github.com/aws/aws-sdk-go-v2/service/dynamodb github.com/aws/aws-sdk-go/service/dynamodb',
    ],
    [
      'elasticsearch',
      'Elasticsearch client',
      'github.com/elastic/go-elasticsearch github.com/olivere/elastic',
    ],
    ['spanner', 'Spanner client', 'cloud.google.com/go/spanner'],
    ['clickhouse', 'ClickHouse client', 'github.com/ClickHouse/clickhouse-go'],
  ]),
  ...signals('cache', [
    [
      'redis',
      'Redis',
      'github.com/redis/go-redis github.com/go-redis/redis github.com/gomodule/redigo github.com/redis/rueidis gopkg.in/redis',
      { pattern: 'cache-aside', driver: 'github.com/hibiken/asynq' },
    ],
    [
      'valkey',
      'Valkey',
      'github.com/valkey-io/valkey-go',
      { pattern: 'cache-aside' },
    ],
    ['memcached', 'Memcached', 'github.com/bradfitz/gomemcache'],
    [
      'in-process',
      'in-process cache',
      'github.com/patrickmn/go-cache github.com/dgraph-io/ristretto github.com/allegro/bigcache github.com/coocood/freecache github.com/hashicorp/golang-lru github.com/jellydator/ttlcache github.com/Yiling-J/theine-go github.com/viccon/sturdyc github.com/eko/gocache github.com/golang/groupcache github.com/maypok86/otter',
    ],
  ]),
  ...signals('broker', [
    [
      'kafka',
      'Kafka',
      'github.com/segmentio/kafka-go github.com/IBM/sarama github.com/Shopify/sarama github.com/confluentinc/confluent-kafka-go github.com/twmb/franz-go github.com/ThreeDotsLabs/watermill-kafka',
      { pattern: 'kafka' },
    ],
    [
      'nats',
      'NATS',
      'github.com/nats-io/nats.go github.com/nats-io/stan.go github.com/ThreeDotsLabs/watermill-nats',
      { pattern: 'nats' },
    ],
    [
      'rabbitmq',
      'RabbitMQ',
      'github.com/rabbitmq/amqp091-go github.com/streadway/amqp github.com/ThreeDotsLabs/watermill-amqp github.com/wagslane/go-rabbitmq',
      { pattern: 'rabbitmq' },
    ],
    [
      'mqtt',
      'MQTT',
      'github.com/eclipse/paho.mqtt.golang github.com/eclipse/paho.golang',
    ],
    [
      'pubsub',
      'Google Pub/Sub',
      'cloud.google.com/go/pubsub github.com/ThreeDotsLabs/watermill-googlecloud',
    ],
    [
      'sqs',
      'Amazon SQS',
      'github.com/aws/aws-sdk-go-v2/service/sqs github.com/aws/aws-sdk-go/service/sqs',
    ],
    [
      'sns',
      'Amazon SNS',
      'github.com/aws/aws-sdk-go-v2/service/sns github.com/aws/aws-sdk-go/service/sns',
    ],
    [
      'servicebus',
      'Azure Service Bus',
      'github.com/Azure/azure-sdk-for-go/sdk/messaging/azservicebus github.com/Azure/azure-service-bus-go',
    ],
    ['nsq', 'NSQ', 'github.com/nsqio/go-nsq'],
    ['asynq', 'Asynq', 'github.com/hibiken/asynq'],
    ['temporal', 'Temporal', 'go.temporal.io/sdk'],
  ]),
  ...signals('migrations', [
    ['goose', 'goose', 'github.com/pressly/goose', { pattern: 'goose' }],
    [
      'golang-migrate',
      'golang-migrate',
      'github.com/golang-migrate/migrate github.com/mattes/migrate',
      { pattern: 'golang-migrate' },
    ],
    ['sql-migrate', 'sql-migrate', 'github.com/rubenv/sql-migrate'],
    [
      'darwin',
      'darwin',
      'github.com/ardanlabs/darwin github.com/GuiaBolso/darwin',
    ],
    ['atlas', 'Atlas', 'ariga.io/atlas/sql/migrate ariga.io/atlas-go-sdk'],
    ['gormigrate', 'gormigrate', 'github.com/go-gormigrate/gormigrate'],
    ['xormigrate', 'xormigrate', 'src.techknowlogick.com/xormigrate'],
    ['dbmate', 'dbmate', 'github.com/amacneil/dbmate'],
    ['tern', 'tern', 'github.com/jackc/tern'],
  ]),
  ...signals('configuration', [
    ['env', 'caarlos0/env', 'github.com/caarlos0/env', { pattern: 'env' }],
    [
      'envconfig',
      'envconfig',
      'github.com/kelseyhightower/envconfig github.com/sethvargo/go-envconfig',
      { pattern: 'envconfig' },
    ],
    ['viper', 'Viper', 'github.com/spf13/viper', { pattern: 'viper' }],
    ['koanf', 'koanf', 'github.com/knadh/koanf'],
    ['cleanenv', 'cleanenv', 'github.com/ilyakaznacheev/cleanenv'],
    ['conf', 'ardanlabs/conf', 'github.com/ardanlabs/conf'],
    ['envdecode', 'envdecode', 'github.com/joeshaw/envdecode'],
    ['configor', 'configor', 'github.com/jinzhu/configor'],
    ['godotenv', 'godotenv', 'github.com/joho/godotenv'],
  ]),
  ...signals('logging', [
    ['slog', 'log/slog', 'log/slog', { pattern: 'logging' }],
    ['zap', 'zap', 'go.uber.org/zap'],
    ['zerolog', 'zerolog', 'github.com/rs/zerolog'],
    ['logrus', 'logrus', 'github.com/sirupsen/logrus'],
    ['klog', 'klog', 'k8s.io/klog'],
  ]),
  ...signals('metrics', [
    [
      'prometheus',
      'Prometheus client',
      'github.com/prometheus/client_golang',
      { pattern: 'metrics' },
    ],
    [
      'otel-metrics',
      'OpenTelemetry metrics',
      'go.opentelemetry.io/otel/metric',
    ],
  ]),
  ...signals('tracing', [
    [
      'opentelemetry',
      'OpenTelemetry',
      'go.opentelemetry.io/otel/trace go.opentelemetry.io/otel/sdk/trace go.opentelemetry.io/otel/exporters/otlp/otlptrace',
      { pattern: 'tracing' },
    ],
    ['opentracing', 'OpenTracing', 'github.com/opentracing/opentracing-go'],
    ['opencensus', 'OpenCensus', 'go.opencensus.io/trace'],
  ]),
  ...signals('validation', [
    [
      'validator',
      'validator',
      'github.com/go-playground/validator',
      { pattern: 'validation' },
    ],
    [
      'ozzo-validation',
      'ozzo-validation',
      'github.com/go-ozzo/ozzo-validation github.com/invopop/validation',
    ],
    ['protovalidate', 'protovalidate', 'buf.build/go/protovalidate'],
  ]),
  ...signals('authentication', [
    [
      'jwt',
      'JWT',
      'github.com/golang-jwt/jwt github.com/dgrijalva/jwt-go github.com/go-chi/jwtauth github.com/lestrrat-go/jwx',
    ],
    [
      'oidc',
      'OpenID Connect',
      'github.com/coreos/go-oidc github.com/ory/fosite',
    ],
  ]),
  ...signals('resilience', [
    [
      'circuit-breaker',
      'gobreaker',
      'github.com/sony/gobreaker',
      { pattern: 'circuit-breaker' },
    ],
    ['hystrix', 'hystrix', 'github.com/afex/hystrix-go'],
    [
      'retry',
      'retries',
      'github.com/cenkalti/backoff github.com/avast/retry-go github.com/sethvargo/go-retry',
      { pattern: 'retry' },
    ],
    ['failsafe', 'failsafe-go', 'github.com/failsafe-go/failsafe-go'],
  ]),
];

/** Libraries that only tests import. */
export const TEST_SIGNALS: readonly ModuleSignal[] = signals('testing', [
  ['testify', 'testify', 'github.com/stretchr/testify', { pattern: 'testing' }],
  [
    'testcontainers',
    'Testcontainers',
    'github.com/testcontainers/testcontainers-go',
  ],
  ['dockertest', 'dockertest', 'github.com/ory/dockertest'],
  ['ginkgo', 'Ginkgo', 'github.com/onsi/ginkgo'],
  ['gomock', 'gomock', 'go.uber.org/mock github.com/golang/mock'],
  [
    'sqlmock',
    'sqlmock',
    'github.com/DATA-DOG/go-sqlmock gopkg.in/DATA-DOG/go-sqlmock',
  ],
]);
