import {
  type ConfirmedEdge,
  type Protocol,
  protocolWord,
  type SceneNode,
  type Topology,
  type TopologyBox,
  type TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import type { ListedFinding } from '../state/findings';
import { type ObservedSummary, summaryOf } from '../state/observed';
import { type Neighbour, neighboursOf, nodesOf } from '../state/neighbours';
import {
  counted,
  nameOfRef,
  operationsWords,
  shapeWords,
} from '../state/words';

/** One caller or callee, in words. */
export interface NeighbourLine {
  key: string;
  id: string;
  name: string;
  protocol: Protocol;
  word: string;
  use: string;
  /** Every operation, for a tooltip. */
  uses: string;
  /** What was seen of it, where calls are observed. */
  seen?: ObservedSummary;
}

interface Named {
  id: string;
  name: string;
}

/** All that the panel says of the chosen node or box. */
export interface PanelSubject extends Named {
  isBox: boolean;
  icon: SceneNode['shape'];
  detail: string;
  description?: string;
  owner?: Named;
  /** The box around it; it can be chosen only if it is shown. */
  box?: Named & { noun: string; shown: boolean };
  provider?: Named;
  provides: Named[];
  callers: NeighbourLine[];
  callees: NeighbourLine[];
  findings: readonly ListedFinding[];
  /** Edges that come in, where calls are observed. */
  incoming: readonly ConfirmedEdge[];
}

const titleOf = (thing: TopologyNode | TopologyBox) =>
  thing.title ?? thing.name;

const joined = (...words: (string | undefined)[]) =>
  words.filter(Boolean).join(' · ');

function lineOf(topology: Topology, { id, edge }: Neighbour): NeighbourLine {
  const node = topology.nodes.find(candidate => candidate.id === id);
  const use = operationsWords(edge);
  return {
    key: edge.id,
    id,
    name: node ? titleOf(node) : nameOfRef(id),
    protocol: edge.protocol,
    word: edge.protocol === 'events' ? 'event' : protocolWord(edge.protocol),
    use: [edge.direction, use].filter(Boolean).join(' '),
    uses: edge.operations.join(', '),
    ...('state' in edge ? { seen: summaryOf([edge as ConfirmedEdge]) } : {}),
  };
}

/** The callers and callees of a node or box, in words. */
export function linesOf(
  topology: Topology,
  id: string,
): { callers: NeighbourLine[]; callees: NeighbourLine[] } {
  const { callers, callees } = neighboursOf(topology, id);
  return {
    callers: callers.map(neighbour => lineOf(topology, neighbour)),
    callees: callees.map(neighbour => lineOf(topology, neighbour)),
  };
}

const named = (id: string | undefined): Named | undefined =>
  id === undefined ? undefined : { id, name: nameOfRef(id) };

function boxNamed(topology: Topology, id: string | undefined) {
  if (id === undefined) return undefined;
  const box = topology.boxes.find(candidate => candidate.id === id);
  const isDomain = box ? box.kind === 'domain' : id.startsWith('domain:');
  return {
    id,
    name: box ? titleOf(box) : nameOfRef(id),
    noun: isDomain ? 'Domain' : 'System',
    shown: box !== undefined,
  };
}

function subjectOfNode(topology: Topology, node: TopologyNode): PanelSubject {
  const provider = topology.nodes.find(({ id }) => id === node.providedBy);
  return {
    id: node.id,
    name: titleOf(node),
    isBox: false,
    icon: node.shape,
    detail: joined(
      shapeWords[node.shape],
      node.engine ?? node.language,
      node.lifecycle,
      node.unknown ? 'not in the catalog' : undefined,
    ),
    description: node.description,
    owner: named(node.owner),
    box: boxNamed(topology, node.box),
    provider: provider && { id: provider.id, name: titleOf(provider) },
    provides: topology.nodes
      .filter(({ providedBy }) => providedBy === node.id)
      .map(api => ({ id: api.id, name: titleOf(api) })),
    ...linesOf(topology, node.id),
    findings: [],
    incoming: [],
  };
}

function subjectOfBox(topology: Topology, box: TopologyBox): PanelSubject {
  const count = [...nodesOf(topology, box.id)].length;
  return {
    id: box.id,
    name: titleOf(box),
    isBox: true,
    icon: box.kind,
    detail: joined(box.kind, counted(count, 'node')),
    description: box.description,
    owner: named(box.owner),
    box: boxNamed(topology, box.parent),
    provides: [],
    ...linesOf(topology, box.id),
    findings: [],
    incoming: [],
  };
}

/** The subject with an id; nothing if the topology has no such node or box. */
export function subjectOf(
  topology: Topology,
  findings: readonly ListedFinding[],
  id: string,
): PanelSubject | undefined {
  const node = topology.nodes.find(candidate => candidate.id === id);
  const box = topology.boxes.find(candidate => candidate.id === id);
  const subject =
    (node && subjectOfNode(topology, node)) ??
    (box && subjectOfBox(topology, box));
  if (!subject) return undefined;
  return {
    ...subject,
    findings: findings.filter(({ nodes }) => nodes.includes(id)),
    incoming: neighboursOf(topology, id)
      .callers.map(({ edge: incoming }) => incoming)
      .filter((incoming): incoming is ConfirmedEdge => 'state' in incoming),
  };
}
