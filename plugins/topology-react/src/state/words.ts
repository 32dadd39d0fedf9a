import type {
  ColourDimension,
  NodeShape,
  Protocol,
  SceneBox,
  SceneNode,
  TopologyEdge,
} from '@golden-path/backstage-plugin-topology-common';
import type { Lens } from './lens';
import type { RollUp } from './viewState';

/** The field's word for each shape. */
export const shapeWords: Record<NodeShape, string> = {
  service: 'service',
  gateway: 'gateway',
  worker: 'worker',
  website: 'website',
  library: 'library',
  api: 'API',
  database: 'database',
  cache: 'cache',
  topic: 'topic',
  external: 'external',
  person: 'person',
};

/** The order in which protocols are listed everywhere. */
export const protocolOrder: readonly Protocol[] = [
  'http',
  'grpc',
  'sql',
  'cache',
  'events',
  'other',
];

export const colourWords: Record<ColourDimension, string> = {
  none: 'nothing',
  domain: 'domain',
  system: 'system',
  owner: 'owner',
  lifecycle: 'lifecycle',
  language: 'language',
};

/** What a view can be seen through. */
export const lensWords: Record<Lens, string> = {
  architecture: 'Architecture',
  observed: 'Observed',
  difference: 'Difference',
};

/** What is a card of its own at each level of roll-up. */
export const rollUpWords: Record<RollUp, string> = {
  none: 'services',
  system: 'systems',
  domain: 'domains',
};

/** `1 node`, `2 nodes`. */
export const counted = (count: number, noun: string) =>
  `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;

/** The name at the end of an entity reference: `group:default/checkout` gives `checkout`. */
export function nameOfRef(ref: string): string {
  const [, , namespace, name] = /^([^:/]+):(?:([^/]+)\/)?(.+)$/.exec(ref) ?? [];
  if (!name) return ref;
  return namespace && namespace !== 'default' ? `${namespace}/${name}` : name;
}

const operationNouns: Partial<Record<Protocol, string>> = {
  http: 'route',
  grpc: 'method',
  events: 'topic',
};

/** What an edge is used for, short enough for a label: one operation by name, more as a count. */
export function operationsWords(
  edge: Pick<TopologyEdge, 'operations' | 'protocol'>,
): string {
  const [first, ...rest] = edge.operations;
  if (first === undefined) return '';
  if (rest.length === 0) return first;
  const noun = operationNouns[edge.protocol];
  return noun
    ? counted(edge.operations.length, noun)
    : edge.operations.join(', ');
}

/** What the title of a frame says at its end: the domain, where it has no frame of its own, and the owner. */
export const boxContext = ({ box, depth }: SceneBox): string =>
  [
    depth === 0 && box.parent && nameOfRef(box.parent),
    box.owner && `owner ${nameOfRef(box.owner)}`,
  ]
    .filter(Boolean)
    .join(' · ');

/** What a card is, in a word. */
export function kindWord(item: SceneNode): string {
  if (item.shape === 'system' || item.shape === 'domain') return item.shape;
  return shapeWords[item.shape];
}
