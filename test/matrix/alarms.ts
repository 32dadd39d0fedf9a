/** Series and their values every half a minute, as promtool writes them, without the labels that scraping gives. */
export type Series = Readonly<Record<string, string>>;

const NEVER = '0+0x80';
const ALWAYS = '1+0x80';
/** Once a second. */
const STEADY = '0+30x80';
/** At the end of a minute without any. */
const LATE = '_x58 1+0x20';

const slow = (histogram: string, labels: string): Series => ({
  [`${histogram}_bucket{${labels},le="1"}`]: NEVER,
  [`${histogram}_bucket{${labels},le="2.5"}`]: STEADY,
  [`${histogram}_bucket{${labels},le="+Inf"}`]: STEADY,
});

const shares = (
  counter: string,
  good: string,
  bad: string,
  percent: number,
): Series => ({
  [`${counter}{${good}}`]: `0+${100 - percent}x80`,
  [`${counter}{${bad}}`]: `0+${percent}x80`,
});

const http = (percent: number) =>
  shares('http_server_requests_total', 'status="200"', 'status="503"', percent);

const grpc = (percent: number) =>
  shares('grpc_server_calls_total', 'code="OK"', 'code="Internal"', percent);

const METHOD = 'method="/shop.v1.Service/Get",code="OK"';
const STREAM = 'method="/shop.v1.Service/ExportOffers",code="OK"';
const WATCH = 'method="/shop.v1.Service/WatchOffers",code="OK"';

/** What makes each alert fire within half an hour. */
export const FIRING: Readonly<Record<string, Series>> = {
  CacheNotUsed: { cache_used: NEVER },
  CircuitOpen: {
    // Half open, now and then.
    'upstream_circuit_state{upstream="sellers",state="open"}':
      '1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0 1 1 0',
  },
  GrpcErrors: grpc(6),
  GrpcSlow: {
    ...slow('grpc_server_call_duration_seconds', METHOD),
    [`grpc_server_calls_total{${METHOD}}`]: STEADY,
  },
  HttpErrors: http(6),
  HttpSlow: {
    ...slow('http_server_request_duration_seconds', 'route="/a",status="200"'),
    'http_server_requests_total{route="/a",status="200"}': STEADY,
  },
  InstanceDown: { up: NEVER },
  InstanceRestarts: { process_start_time_seconds: '100+300x80' },
  LoginsFail: {
    'login_requests_total{request="login",result="failed"}': STEADY,
  },
  MessagesNotPublished: {
    'messages_published_total{topic="a",outcome="failed"}': STEADY,
  },
  MessagesPutAside: {
    'messages_handled_total{topic="a",group="b",outcome="dead"}': LATE,
  },
  MessagesWaiting: { 'messages_waiting{topic="a",group="b"}': '1001+0x80' },
  NatsNotConnected: { nats_connected: NEVER },
  OutboxBehind: { outbox_lag_seconds: '61+30x80' },
  OutboxFails: { outbox_failures_total: STEADY },
  OutboxRefused: { outbox_refused: ALWAYS },
  PostgresPoolUsedUp: {
    postgres_pool_connections_in_use: '10+0x80',
    postgres_pool_max_connections: '10+0x80',
  },
  PostgresPoolWaitsGivenUp: { postgres_pool_acquire_canceled_total: STEADY },
  ProjectionBehind: { projection_lag_seconds: '61+30x80' },
  ReadReplicaLeftAlone: { 'postgres_replica_up{endpoint="a"}': NEVER },
  RedisPoolWaitsGivenUp: { redis_pool_timeouts_total: STEADY },
  RowsInDefaultPartition: {
    'postgres_default_partition_rows{table="readings"}': ALWAYS,
  },
  SagasStuck: { sagas_stuck: ALWAYS },
  ServiceAbsent: {},
  TokenRequestsFail: {
    'upstream_token_requests_total{upstream="sellers",result="failed"}': STEADY,
  },
  UpstreamFails: shares(
    'upstream_calls_total',
    'upstream="sellers",method="GetSeller",result="ok"',
    'upstream="sellers",method="GetSeller",result="unavailable"',
    6,
  ),
  WatchesRefused: { watches_refused_total: STEADY },
};

/** What is close to it and harmless. */
export const HARMLESS: Readonly<Record<string, Series>> = {
  'four of a hundred requests fail': http(4),
  'the only request of an hour fails': {
    'http_server_requests_total{status="503"}': LATE,
  },
  'callers are refused': shares(
    'http_server_requests_total',
    'status="200"',
    'status="404"',
    50,
  ),
  'a WebSocket is open for long': {
    ...slow('http_server_request_duration_seconds', 'route="/a",status="101"'),
    'http_server_requests_total{route="/a",status="101"}': STEADY,
  },
  'four of a hundred calls fail': grpc(4),
  'streams take long': {
    ...slow('grpc_server_call_duration_seconds', STREAM),
    [`grpc_server_calls_total{${STREAM}}`]: STEADY,
  },
  'watches take long': {
    ...slow('grpc_server_call_duration_seconds', WATCH),
    [`grpc_server_calls_total{${WATCH}}`]: STEADY,
  },
  'messages were put aside long ago': {
    'messages_handled_total{topic="a",group="b",outcome="dead"}': '3+0x80',
  },
  'waiting was given up once': { postgres_pool_acquire_canceled_total: LATE },
  'another service refuses what it is asked for': shares(
    'upstream_calls_total',
    'upstream="sellers",method="GetSeller",result="ok"',
    'upstream="sellers",method="GetSeller",result="refused"',
    50,
  ),
  'a release replaces the process': {
    process_start_time_seconds: '100+0x20 200+0x60',
  },
};
