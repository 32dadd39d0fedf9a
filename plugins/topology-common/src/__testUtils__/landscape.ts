import { edgeId, mergeEdges } from '../model/edges';
import {
  Protocol,
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

const SYSTEM_SIZE = 8;
const SYSTEMS_IN_DOMAIN = 6;

/**
 * A made-up landscape, the same for the same numbers: an API for each service, 60 % with a database,
 * 30 % with a cache, a topic for every fifth, systems of 8, about 2.5 calls a service,
 * half of them inside the system.
 */
export function landscape(services: number, seed = 1): Topology {
  const random = randomNumbers(seed);
  const systems = Math.ceil(services / SYSTEM_SIZE);
  const nodes: TopologyNode[] = [];
  const edges: TopologyEdge[] = [];
  const connect = (from: string, to: string, protocol: Protocol) =>
    edges.push(edge(from, to, protocol));
  for (let i = 0; i < services; i += 1) {
    const id = serviceId(i);
    const box = systemId(Math.floor(i / SYSTEM_SIZE));
    nodes.push(node(id, 'service', box, i));
    nodes.push({
      ...node(`api:default/api-${i}`, 'api', box, i),
      providedBy: id,
    });
    if (random() < 0.6) {
      nodes.push(node(`resource:default/db-${i}`, 'database', box, i));
      connect(id, `resource:default/db-${i}`, 'sql');
    }
    if (random() < 0.3) {
      nodes.push(node(`resource:default/cache-${i}`, 'cache', box, i));
      connect(id, `resource:default/cache-${i}`, 'cache');
    }
    const calls = random() < 0.5 ? 2 : 3;
    for (let k = 0; k < calls; k += 1) {
      const target =
        random() < 0.5 ? near(i, services, random) : any(services, random);
      if (target !== i) {
        connect(id, serviceId(target), random() < 0.5 ? 'http' : 'grpc');
      }
    }
    if (i % 5 === 0) {
      const topic = `resource:default/topic-${i}`;
      nodes.push(node(topic, 'topic', box, i));
      edges.push({ ...edge(id, topic, 'events'), direction: 'publish' });
      const reader = serviceId(any(services, random));
      edges.push({ ...edge(topic, reader, 'events'), direction: 'subscribe' });
    }
  }
  return {
    boxes: boxesFor(systems),
    nodes: nodes.sort((a, b) => (a.id < b.id ? -1 : 1)),
    edges: mergeEdges(edges.map(e => ({ ...e, id: edgeId(e) }))),
  };
}

function boxesFor(systems: number): TopologyBox[] {
  const domains = Math.ceil(systems / SYSTEMS_IN_DOMAIN);
  return [
    ...Array.from(
      { length: domains },
      (_, i): TopologyBox => ({
        id: domainId(i),
        kind: 'domain',
        name: `domain-${i}`,
      }),
    ),
    ...Array.from(
      { length: systems },
      (_, i): TopologyBox => ({
        id: systemId(i),
        kind: 'system',
        name: `system-${i}`,
        owner: `group:default/team-${i % 4}`,
        parent: domainId(Math.floor(i / SYSTEMS_IN_DOMAIN)),
      }),
    ),
  ];
}

function near(i: number, services: number, random: () => number): number {
  const first = Math.floor(i / SYSTEM_SIZE) * SYSTEM_SIZE;
  const size = Math.min(SYSTEM_SIZE, services - first);
  return first + Math.floor(random() * size);
}

function any(services: number, random: () => number): number {
  return Math.floor(random() * services);
}

function node(
  id: string,
  shape: TopologyNode['shape'],
  box: string,
  i: number,
): TopologyNode {
  return {
    id,
    shape,
    name: id.slice(id.indexOf('/') + 1),
    type: shape,
    owner: `group:default/team-${Math.floor(i / SYSTEM_SIZE) % 4}`,
    box,
    tags: [],
    ...(shape === 'service' ? { language: 'Go' } : {}),
  };
}

function edge(from: string, to: string, protocol: Protocol): TopologyEdge {
  return {
    id: '',
    from,
    to,
    protocol,
    mode: protocol === 'events' ? 'async' : 'sync',
    operations: [],
    apis: [],
    declaredBy: [from],
  };
}

function serviceId(i: number): string {
  return `component:default/service-${i}`;
}

function systemId(i: number): string {
  return `system:default/system-${i}`;
}

function domainId(i: number): string {
  return `domain:default/domain-${i}`;
}

/** Mulberry32: small, fast and the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 4294967296;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
