import { INSIGHT_RULES } from '../insight/insight';
import { compareText } from '../model/edges';
import { Topology } from '../model/types';

const KEYS: readonly string[] = [
  'boxes',
  'nodes',
  'edges',
  'id',
  'kind',
  'shape',
  'name',
  'title',
  'description',
  'from',
  'to',
  'protocol',
  'mode',
  'direction',
  'type',
  'language',
  'engine',
  'owner',
  'lifecycle',
  'parent',
  'box',
  'providedBy',
  'unknown',
  'accepted',
  ...INSIGHT_RULES,
  'tags',
  'operations',
  'apis',
  'declaredBy',
];

/** The topology as JSON with keys and lists in a fixed order: equal topologies, equal text. @public */
export function toJson(topology: Topology): string {
  const sorted = {
    boxes: byId(topology.boxes),
    nodes: byId(topology.nodes),
    edges: byId(topology.edges),
  };
  return `${JSON.stringify(inOrder(sorted), undefined, 2)}\n`;
}

function byId<T extends { id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compareText(a.id, b.id));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => KEYS.includes(key));
  entries.sort(([a], [b]) => KEYS.indexOf(a) - KEYS.indexOf(b));
  return Object.fromEntries(entries.map(([key, v]) => [key, inOrder(v)]));
}
