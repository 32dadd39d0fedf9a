/** A server that keeps data or carries messages, and how a service speaks with it. */
export interface Engine {
  readonly name: string;
  readonly title: string;
  readonly kind: 'database' | 'cache' | 'broker' | 'bucket';
  readonly modules: readonly string[];
  /** What images of it are called in compose and Kubernetes files. */
  readonly images: RegExp;
  /** How addresses of it begin in settings. */
  readonly schemes: RegExp;
}

/** The engines that Adopt proposes resources for. */
export const ENGINES: readonly Engine[] = [
  {
    name: 'postgresql',
    title: 'PostgreSQL',
    kind: 'database',
    modules: [
      'github.com/lib/pq',
      'github.com/jackc/pgx',
      'github.com/go-pg/pg',
      'gorm.io/driver/postgres',
      'github.com/jinzhu/gorm/dialects/postgres',
      'github.com/uptrace/bun/driver/pgdriver',
    ],
    images: /(^|\/)(postgres|postgresql|postgis|timescaledb|pgvector)\b/,
    schemes: /\bpostgres(ql)?:\/\//,
  },
  {
    name: 'mysql',
    title: 'MySQL',
    kind: 'database',
    modules: [
      'github.com/go-sql-driver/mysql',
      'gorm.io/driver/mysql',
      'github.com/jinzhu/gorm/dialects/mysql',
    ],
    images: /(^|\/)(mysql|mariadb|percona)\b/,
    schemes: /\bmysql:\/\/|@tcp\(/,
  },
  {
    name: 'sqlserver',
    title: 'SQL Server',
    kind: 'database',
    modules: [
      'github.com/microsoft/go-mssqldb',
      'github.com/denisenkom/go-mssqldb',
      'gorm.io/driver/sqlserver',
    ],
    images: /mssql/,
    schemes: /\bsqlserver:\/\//,
  },
  {
    name: 'mongodb',
    title: 'MongoDB',
    kind: 'database',
    modules: ['go.mongodb.org/mongo-driver', 'gopkg.in/mgo'],
    images: /(^|\/)mongo(db)?\b/,
    schemes: /\bmongodb(\+srv)?:\/\//,
  },
  {
    name: 'cassandra',
    title: 'Cassandra',
    kind: 'database',
    modules: ['github.com/gocql/gocql'],
    images: /(^|\/)(cassandra|scylla)\b/,
    schemes: /\bcassandra:\/\//,
  },
  {
    name: 'firestore',
    title: 'Firestore',
    kind: 'database',
    modules: ['cloud.google.com/go/firestore'],
    images: /firestore/,
    schemes: /\bFIRESTORE_/,
  },
  {
    name: 'spanner',
    title: 'Spanner',
    kind: 'database',
    modules: ['cloud.google.com/go/spanner'],
    images: /spanner/,
    schemes: /\bSPANNER_/,
  },
  {
    name: 'dynamodb',
    title: 'DynamoDB',
    kind: 'database',
    modules: [
      'github.com/aws/aws-sdk-go-v2/service/dynamodb',
      'github.com/aws/aws-sdk-go/service/dynamodb',
    ],
    images: /dynamodb/,
    schemes: /\bDYNAMODB_/,
  },
  {
    name: 'elasticsearch',
    title: 'Elasticsearch',
    kind: 'database',
    modules: [
      'github.com/elastic/go-elasticsearch',
      'github.com/olivere/elastic',
    ],
    images: /(^|\/)(elasticsearch|opensearch)\b/,
    schemes: /\bELASTIC/,
  },
  {
    name: 'clickhouse',
    title: 'ClickHouse',
    kind: 'database',
    modules: ['github.com/ClickHouse/clickhouse-go'],
    images: /clickhouse/,
    schemes: /\bclickhouse:\/\//,
  },
  {
    name: 'etcd',
    title: 'etcd',
    kind: 'database',
    modules: ['go.etcd.io/etcd/client'],
    images: /(^|\/)etcd\b/,
    schemes: /\bETCD_/,
  },
  {
    name: 'redis',
    title: 'Redis',
    kind: 'cache',
    modules: [
      'github.com/redis/go-redis',
      'github.com/go-redis/redis',
      'github.com/gomodule/redigo',
      'github.com/redis/rueidis',
      'gopkg.in/redis',
      'github.com/hibiken/asynq',
    ],
    images: /(^|\/)redis\b/,
    schemes: /\brediss?:\/\//,
  },
  {
    name: 'valkey',
    title: 'Valkey',
    kind: 'cache',
    modules: ['github.com/valkey-io/valkey-go'],
    images: /(^|\/)valkey\b/,
    schemes: /\bvalkey:\/\//,
  },
  {
    name: 'memcached',
    title: 'Memcached',
    kind: 'cache',
    modules: ['github.com/bradfitz/gomemcache'],
    images: /(^|\/)memcached\b/,
    schemes: /\bMEMCACHED?_/,
  },
  {
    name: 'kafka',
    title: 'Kafka',
    kind: 'broker',
    modules: [
      'github.com/segmentio/kafka-go',
      'github.com/IBM/sarama',
      'github.com/Shopify/sarama',
      'github.com/confluentinc/confluent-kafka-go',
      'github.com/twmb/franz-go',
      'github.com/ThreeDotsLabs/watermill-kafka',
    ],
    images: /(^|[/-])(kafka|redpanda)\b/,
    schemes: /\bKAFKA_/,
  },
  {
    name: 'nats',
    title: 'NATS',
    kind: 'broker',
    modules: [
      'github.com/nats-io/nats.go',
      'github.com/nats-io/stan.go',
      'github.com/ThreeDotsLabs/watermill-nats',
    ],
    images: /(^|\/)nats\b/,
    schemes: /\bnats:\/\//,
  },
  {
    name: 'rabbitmq',
    title: 'RabbitMQ',
    kind: 'broker',
    modules: [
      'github.com/rabbitmq/amqp091-go',
      'github.com/streadway/amqp',
      'github.com/ThreeDotsLabs/watermill-amqp',
      'github.com/wagslane/go-rabbitmq',
    ],
    images: /(^|\/)rabbitmq\b/,
    schemes: /\bamqps?:\/\//,
  },
  {
    name: 'mqtt',
    title: 'MQTT',
    kind: 'broker',
    modules: [
      'github.com/eclipse/paho.mqtt.golang',
      'github.com/eclipse/paho.golang',
    ],
    images: /(^|\/)(eclipse-mosquitto|mosquitto|emqx|hivemq\S*)\b/,
    schemes: /\bmqtts?:\/\//,
  },
  {
    name: 'pubsub',
    title: 'Google Pub/Sub',
    kind: 'broker',
    modules: [
      'cloud.google.com/go/pubsub',
      'github.com/ThreeDotsLabs/watermill-googlecloud',
    ],
    images: /pubsub/,
    schemes: /\bPUBSUB_/,
  },
  {
    name: 'sqs',
    title: 'Amazon SQS',
    kind: 'broker',
    modules: [
      'github.com/aws/aws-sdk-go-v2/service/sqs',
      'github.com/aws/aws-sdk-go/service/sqs',
    ],
    images: /elasticmq/,
    schemes: /\bSQS_/,
  },
  {
    name: 's3',
    title: 'S3',
    kind: 'bucket',
    modules: [
      'github.com/aws/aws-sdk-go-v2/service/s3',
      'github.com/aws/aws-sdk-go/service/s3',
      'github.com/minio/minio-go',
    ],
    images: /(^|\/)minio\b/,
    schemes: /\bs3:\/\//,
  },
];
