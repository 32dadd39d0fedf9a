import { edgeId } from '../model/edges';
import {
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../model/types';

/** A text as its place in `strings`, -1 for none; or a list of such texts, or of keys and values in turn. @public */
export type CompactRow = (number | number[])[];

/**
 * A topology as it travels: every text once, and rows of places in that list.
 * About a fifth of the plain JSON, and it parses as much faster.
 * @public
 */
export interface CompactTopology {
  version: 1;
  strings: string[];
  boxes: CompactRow[];
  nodes: CompactRow[];
  edges: CompactRow[];
}

/** A field of a row; a record of texts is a list of keys and values in turn. */
interface Field {
  name: string;
  kind: 'text' | 'list' | 'flag' | 'record';
}

const texts = (...names: string[]): Field[] =>
  names.map(name => ({ name, kind: 'text' }));
const lists = (...names: string[]): Field[] =>
  names.map(name => ({ name, kind: 'list' }));

// The order of the fields is the format: add at the end, and raise the version if one goes.
const BOX = texts(
  ...['id', 'kind', 'name', 'title', 'description', 'owner', 'parent'],
);
const NODE: readonly Field[] = [
  ...texts('id', 'shape', 'name', 'title', 'description', 'kind', 'type'),
  ...texts('language', 'engine', 'owner', 'lifecycle', 'box', 'providedBy'),
  ...lists('tags'),
  { name: 'unknown', kind: 'flag' },
  { name: 'accepted', kind: 'record' },
];
const EDGE = [
  ...texts('from', 'to', 'protocol', 'mode', 'direction'),
  ...lists('operations', 'apis', 'declaredBy'),
];
const NONE = -1;

/** Makes a topology small for its way over the wire; `decodeTopology` gives it back. @public */
export function encodeTopology(topology: Topology): CompactTopology {
  const places = new Map<string, number>();
  const place = (text: string): number => {
    const known = places.get(text);
    if (known !== undefined) return known;
    places.set(text, places.size);
    return places.size - 1;
  };
  const cell = (value: unknown): number | number[] => {
    if (typeof value === 'string') return place(value);
    if (Array.isArray(value)) return value.map(item => place(String(item)));
    if (typeof value === 'object' && value !== null) {
      return Object.entries(value)
        .flat()
        .map(item => place(String(item)));
    }
    return value === true ? 1 : NONE;
  };
  const rows = (items: readonly object[], fields: readonly Field[]) =>
    items.map(item => {
      const values = new Map(Object.entries(item));
      return trimmed(fields.map(({ name }) => cell(values.get(name))));
    });
  return {
    version: 1,
    boxes: rows(topology.boxes, BOX),
    nodes: rows(topology.nodes, NODE),
    edges: rows(topology.edges, EDGE),
    strings: [...places.keys()],
  };
}

function trimmed(row: CompactRow): CompactRow {
  let end = row.length;
  while (end > 0 && isNothing(row[end - 1])) end -= 1;
  return row.slice(0, end);
}

function isNothing(cell: number | number[] | undefined): boolean {
  return cell === NONE || (Array.isArray(cell) && cell.length === 0);
}

/** What topologies were read from: so small that it is no loss to keep it with them. */
const sources = new WeakMap<Topology, CompactTopology>();

/**
 * The topology that was made small.
 *
 * @throws TypeError if it is no topology of a version known here
 * @public
 */
export function decodeTopology(compact: CompactTopology): Topology {
  if (compact?.version !== 1 || !Array.isArray(compact.strings)) {
    throw new TypeError(
      'the answer is no topology of version 1; update the frontend and the backend of the topology to the same version',
    );
  }
  const { strings } = compact;
  const topology = {
    boxes: compact.boxes.map(row => record<TopologyBox>(row, BOX, strings)),
    nodes: compact.nodes.map(row => record<TopologyNode>(row, NODE, strings)),
    edges: compact.edges.map(row => {
      const edge = record<TopologyEdge>(row, EDGE, strings);
      edge.id = edgeId(edge);
      return edge;
    }),
  };
  sources.set(topology, compact);
  return topology;
}

/**
 * What `decodeTopology` has read this very topology from, if it has: a quarter of the bytes on the way to a worker.
 * @public
 */
export function compactSource(topology: Topology): CompactTopology | undefined {
  return sources.get(topology);
}

function record<T>(
  row: CompactRow,
  fields: readonly Field[],
  strings: readonly string[],
): T {
  const item: Record<string, unknown> = {};
  fields.forEach(({ name, kind }, index) => {
    const cell = row[index];
    if (kind === 'list') {
      item[name] = Array.isArray(cell)
        ? cell.map(at => textAt(strings, at))
        : [];
    } else if (kind === 'record' && Array.isArray(cell)) {
      item[name] = pairs(cell.map(at => textAt(strings, at)));
    } else if (typeof cell === 'number' && cell !== NONE) {
      item[name] = kind === 'flag' ? true : textAt(strings, cell);
    }
  });
  return item as T;
}

function pairs(all: readonly string[]): Record<string, string> {
  const keys = all.filter((_, index) => index % 2 === 0);
  return Object.fromEntries(
    keys.map((key, index) => [key, all[2 * index + 1] ?? '']),
  );
}

function textAt(strings: readonly string[], at: number): string {
  const found = strings[at];
  if (found === undefined) {
    throw new TypeError(`the topology names text ${at}, which it lacks`);
  }
  return found;
}
