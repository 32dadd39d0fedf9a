import { Protocol, TopologyEdge, TopologyNode } from '../model/types';
import { BoxCounts } from './scene';

const PROTOCOL_WORDS: Readonly<Record<Protocol, string>> = {
  http: 'HTTP',
  grpc: 'gRPC',
  sql: 'SQL',
  cache: 'cache',
  events: 'events',
  other: 'uses',
};

/** What a protocol is called in legends and lists. @public */
export function protocolWord(protocol: Protocol): string {
  return PROTOCOL_WORDS[protocol];
}

/** What an edge's label says at rest: its protocol, or publish or subscribe. @public */
export function edgeWord(
  edge: Pick<TopologyEdge, 'protocol' | 'direction'>,
): string {
  return edge.direction ?? PROTOCOL_WORDS[edge.protocol];
}

/** A node's second line: `service · Go`, `PostgreSQL 16`, `topic · Kafka`. @public */
export function nodeDetail(node: TopologyNode): string {
  if (node.unknown) return 'not in the catalog';
  if (node.shape === 'database' || node.shape === 'cache') {
    return node.engine ?? node.type ?? node.shape;
  }
  const second = node.language ?? node.engine;
  const first = node.shape === 'topic' ? 'topic' : node.type ?? node.shape;
  return second ? `${first} · ${second}` : first;
}

/** `4 services · 3 stores · 1 topic`; what there is none of is left out. @public */
export function countsText(counts: BoxCounts): string {
  const parts = [
    counted(counts.systems, 'system'),
    counted(counts.services, 'service'),
    counted(counts.stores, 'store'),
    counted(counts.topics, 'topic'),
  ].filter(part => part !== '');
  return parts.length > 0 ? parts.join(' · ') : 'empty';
}

function counted(count: number, word: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
