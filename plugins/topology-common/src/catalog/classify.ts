import { NodeShape, Protocol } from '../model/types';

type Table<T> = readonly (readonly [RegExp, T])[];

const COMPONENT_SHAPES: Table<NodeShape> = [
  [/(^|-)(gateway|bff|ingress|proxy)$/, 'gateway'],
  [/(^|-)(worker|consumer|job|cronjob|batch|scheduler|daemon)$/, 'worker'],
  [/^(website|frontend|web-?app|ui|spa|mobile(-app)?|app)$/, 'website'],
  [/^(library|package|module|sdk)$/, 'library'],
  [/^(external|saas|third-party)$/, 'external'],
  [/^(person|user|actor)$/, 'person'],
];

const RESOURCE_SHAPES: Table<NodeShape> = [
  [/cache|redis|valkey|memcached/, 'cache'],
  [/topic|queue|stream|kafka|nats|rabbitmq|pubsub|broker|event-?bus/, 'topic'],
  [
    /database|(^|-)db$|sql|postgres|mongo|dynamo|spanner|cassandra|elastic|bucket|storage|volume|s3/,
    'database',
  ],
  [/^(external|saas|third-party)$/, 'external'],
];

const ENGINES: Table<string> = [
  [/postgres(?:ql)?/, 'PostgreSQL'],
  [/mysql/, 'MySQL'],
  [/mariadb/, 'MariaDB'],
  [/cockroach(?:db)?/, 'CockroachDB'],
  [/sqlite/, 'SQLite'],
  [/mssql|sql-?server/, 'SQL Server'],
  [/oracle/, 'Oracle'],
  [/spanner/, 'Spanner'],
  [/mongo(?:db)?/, 'MongoDB'],
  [/dynamo(?:db)?/, 'DynamoDB'],
  [/cassandra/, 'Cassandra'],
  [/elastic(?:search)?/, 'Elasticsearch'],
  [/redis/, 'Redis'],
  [/valkey/, 'Valkey'],
  [/memcached/, 'Memcached'],
  [/kafka/, 'Kafka'],
  [/nats/, 'NATS'],
  [/rabbit(?:mq)?/, 'RabbitMQ'],
  [/pub-?sub/, 'Pub/Sub'],
  [/(?:^|-)s3(?:$|-)/, 'S3'],
];

const NOT_SQL = new Set([
  'MongoDB',
  'DynamoDB',
  'Cassandra',
  'Elasticsearch',
  'S3',
]);

const LANGUAGES: Table<string> = [
  [/^(go|golang)$/, 'Go'],
  [/^(typescript|ts)$/, 'TypeScript'],
  [/^(javascript|js|node|nodejs|node\.js)$/, 'Node.js'],
  [/^java$/, 'Java'],
  [/^kotlin$/, 'Kotlin'],
  [/^python$/, 'Python'],
  [/^(csharp|c#|dotnet|\.net)$/, 'C#'],
  [/^rust$/, 'Rust'],
  [/^ruby$/, 'Ruby'],
  [/^php$/, 'PHP'],
  [/^scala$/, 'Scala'],
  [/^elixir$/, 'Elixir'],
  [/^(cpp|c\+\+)$/, 'C++'],
];

const API_PROTOCOLS: ReadonlyMap<string, Protocol> = new Map([
  ['openapi', 'http'],
  ['graphql', 'http'],
  ['rest', 'http'],
  ['http', 'http'],
  ['trpc', 'http'],
  ['grpc', 'grpc'],
  ['asyncapi', 'events'],
]);

function lookUp<T>(table: Table<T>, text: string): T | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1];
}

/** A component's shape: from `spec.type`, or else from how its name ends. */
export function shapeOfComponent(type: string, name: string): NodeShape {
  const byType = lookUp(COMPONENT_SHAPES, type.toLowerCase());
  if (byType) return byType;
  const byResource = lookUp(RESOURCE_SHAPES, type.toLowerCase());
  if (byResource) return byResource;
  const byName = lookUp(COMPONENT_SHAPES.slice(0, 2), name.toLowerCase());
  return byName ?? 'service';
}

/** A resource's shape from `spec.type`, or else from its engine; a plain card for other types. */
export function shapeOfResource(
  type: string,
  engine: string | undefined,
): NodeShape {
  return (
    lookUp(RESOURCE_SHAPES, type.toLowerCase()) ??
    (engine ? lookUp(RESOURCE_SHAPES, engine.toLowerCase()) : undefined) ??
    'library'
  );
}

/** The engine that the first text to name one names, with its version if any text has it. */
export function engineOf(texts: readonly string[]): string | undefined {
  const lower = texts.map(t => t.toLowerCase());
  for (const text of lower) {
    const found = ENGINES.find(([pattern]) => pattern.test(text));
    if (!found) continue;
    const [pattern, name] = found;
    const version = versionIn(lower, pattern);
    return version ? `${name} ${version}` : name;
  }
  return undefined;
}

function versionIn(
  texts: readonly string[],
  engine: RegExp,
): string | undefined {
  const pattern = new RegExp(`(?:${engine.source})[-_ ]?v?(\\d+(?:\\.\\d+)?)`);
  for (const text of texts) {
    const version = pattern.exec(text)?.[1];
    if (version) return version;
  }
  return undefined;
}

export function languageOf(texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const found = lookUp(LANGUAGES, text.toLowerCase());
    if (found) return found;
  }
  return undefined;
}

/** What a call through an API of this `spec.type` speaks. */
export function protocolOfApi(type: string): Protocol {
  return API_PROTOCOLS.get(type.toLowerCase()) ?? 'other';
}

/** What a dependency on a store or topic speaks; undefined, if its shape does not say. */
export function protocolOfStore(
  shape: NodeShape,
  engine: string | undefined,
): Protocol | undefined {
  if (shape === 'topic') return 'events';
  if (shape === 'cache') return 'cache';
  if (shape !== 'database') return undefined;
  const name = engine?.replace(/ [\d.]+$/, '');
  return name && NOT_SQL.has(name) ? 'other' : 'sql';
}
