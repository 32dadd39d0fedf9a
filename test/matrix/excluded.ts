/**
 * Pairs of choices that no service has, on purpose. The rows find them by trying;
 * a pair that they leave out and that is not here is a fault of the rows or of
 * the patterns.
 */
export const EXCLUDED: readonly string[] = [
  // A gateway keeps no keys: whoever calls it brings a token.
  'authorization yes + jwt no',
  ...needs('authorization', ['jwt', 'oidc-login', 'api-keys']),
  ...needs('jwt', ['oidc-login']),
  ...needs('rate-limit', ['rate-limit-redis']),
  'rate-limit-redis yes + redis no',
  ...needs('redis', ['cache-aside']),
  // What others refer to stays whole, and so do unique values.
  'partitions yes + resources itself',
  'partitions yes + resources a cycle',
  'partitions yes + resources five of eight',
  ...needs('outbox', ['projection']),
  ...needs('inbox', ['projection']),
  'watch yes + outbox no',
  'watch yes + grpc no',
  'outbox yes + nats no',
  'inbox yes + nats no',
  'projection yes + nats no',
  'watch yes + nats no',
  ...needs('typed-clients', [
    'circuit-breaker',
    'client-credentials',
    'discovery',
  ]),
  ...needs('container', ['kubernetes', 'istio', 'linkerd']),
  ...needs('kubernetes', ['istio', 'linkerd']),
  // A mesh finds and balances by itself, and there is one.
  'discovery yes + istio yes',
  'discovery yes + linkerd yes',
  'istio yes + linkerd yes',
];

/** Triples that no service has, of which every pair has one. */
export const EXCLUDED_TRIPLES: readonly string[] = [
  // Somebody has to say who calls.
  'authorization yes + jwt no + api-keys no',
];

/** The pairs in which a pattern is left out that others need. */
function needs(pattern: string, others: readonly string[]): string[] {
  return others.map(other => `${pattern} no + ${other} yes`);
}
