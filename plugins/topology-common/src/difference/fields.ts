import { edgeWord, protocolWord } from '../layout/words';
import { TopologyBox, TopologyEdge, TopologyNode } from '../model/types';
import { FieldChange } from './types';

type Reader<T> = (item: T) => string | readonly string[] | boolean | undefined;

/** What is compared of each kind of thing, under the name that people know. */
interface Fields<T> {
  [name: string]: Reader<T>;
}

const BOX_FIELDS: Fields<TopologyBox> = {
  kind: b => b.kind,
  title: b => b.title ?? b.name,
  description: b => b.description,
  owner: b => b.owner,
  parent: b => b.parent,
};

const NODE_FIELDS: Fields<TopologyNode> = {
  shape: n => n.shape,
  title: n => n.title ?? n.name,
  description: n => n.description,
  type: n => n.type,
  language: n => n.language,
  engine: n => n.engine,
  owner: n => n.owner,
  lifecycle: n => n.lifecycle,
  tags: n => n.tags,
  system: n => n.box,
  provider: n => n.providedBy,
  catalog: n => (n.unknown ? 'not in the catalog' : 'in the catalog'),
};

// who declares an edge says nothing about the architecture
const EDGE_FIELDS: Fields<TopologyEdge> = {
  protocol: e => protocolWord(e.protocol),
  direction: e => (e.direction ? edgeWord(e) : undefined),
  mode: e => e.mode,
  operations: e => e.operations,
  apis: e => e.apis,
};

export const boxChanges = comparing(BOX_FIELDS);
export const nodeChanges = comparing(NODE_FIELDS);
export const edgeChanges = comparing(EDGE_FIELDS);

function comparing<T>(fields: Fields<T>) {
  return (before: T, after: T): FieldChange[] =>
    Object.entries(fields).flatMap(([field, read]) => {
      const change = {
        field,
        before: textOf(read(before)),
        after: textOf(read(after)),
      };
      return change.before === change.after ? [] : [change];
    });
}

function textOf(value: ReturnType<Reader<unknown>>): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? [...value].sort().join(', ') : String(value);
}
