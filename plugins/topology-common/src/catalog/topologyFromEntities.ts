import { compareText, edgeId, mergeEdges } from '../model/edges';
import { withoutRings } from '../model/rings';
import {
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyFinding,
  TopologyNode,
} from '../model/types';
import { readAcceptedFindings } from './acceptedFindings';
import { Call, callsFromRelations, refineCalls } from './calls';
import { Declared, declaredBy } from './declared';
import { CatalogEntity } from './entity';
import { readTopologyHints } from './hints';
import { KnownNodes, knownNodes } from './knownNodes';
import {
  Placement,
  boxOfEntity,
  nodeOfEntity,
  unknownBox,
  unknownNode,
} from './nodes';
import { isEntity, isFinding, readEntity } from './readEntity';
import { entityRef, kindOfRef } from './refs';
import { NODE_KINDS } from './targets';

/**
 * The topology that catalog entities declare, whether read from descriptor files or served by the catalog.
 *
 * Calls come from `consumesApis` (to the API's provider) and `dependsOn`; the annotation
 * `goldenpath.dev/topology` refines or adds. What is referred to but not among the entities
 * becomes an external node marked unknown. The order of the entities does not matter.
 * Never throws on what an entity holds: problems come back as findings.
 *
 * A domain that is its own ancestor has no parent. With `keepRings` it has the one it names: for those
 * who keep some of the boxes, and call `withoutRings` when they have them all.
 * @public
 */
export function topologyFromEntities(
  entities: readonly CatalogEntity[],
  options: { keepRings?: boolean } = {},
): {
  topology: Topology;
  findings: TopologyFinding[];
} {
  const read = entities.map(readEntity);
  const distinct = distinctEntities(read.filter(isEntity));
  const declared = distinct.flatMap(declaredBy);
  const place = placements(declared);
  const nodes = distinct.flatMap(
    e => nodeOfEntity(e, place(entityRef(e))) ?? [],
  );
  const known = knownNodes(nodes, declared);
  const noted = refineByAnnotations(
    distinct,
    callsFromRelations(declared, known),
    known,
  );
  const edges = mergeEdges(noted.calls.filter(isBetweenNodes).map(edgeOfCall));
  const allNodes = withUnknownNodes(nodes, edges, declared, place);
  const boxes = boxesFor(distinct, allNodes, place);
  return {
    topology: {
      boxes: sortById(options.keepRings ? boxes : withoutRings(boxes)),
      nodes: sortById(allNodes),
      edges,
    },
    findings: [
      ...read.filter(isFinding),
      ...noted.findings,
      ...distinct.flatMap(e => readAcceptedFindings(e).findings),
      ...misplacedDependencies(declared),
    ],
  };
}

function distinctEntities(entities: readonly CatalogEntity[]): CatalogEntity[] {
  const keyed = entities.map(e => ({ ref: entityRef(e), e }));
  const byRef = new Map<string, CatalogEntity>();
  for (const { ref, e } of keyed) {
    const rival = byRef.get(ref);
    // two entities under one ref: the same one wins in any input order
    if (!rival || JSON.stringify(e) < JSON.stringify(rival)) byRef.set(ref, e);
  }
  return [...byRef]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, entity]) => entity);
}

/** Where each ref belongs, from ownedBy, partOf and providesApi. */
function placements(declared: readonly Declared[]): (ref: string) => Placement {
  const sorted = [...declared].sort((a, b) => compareText(a.to, b.to));
  const owner = firstTargets(sorted.filter(d => d.type === 'ownedBy'));
  const parts = sorted.filter(d => d.type === 'partOf');
  const inBox = firstTargets(parts.filter(d => isBox(d.to)));
  const inComponent = firstTargets(parts.filter(d => !isBox(d.to)));
  const provider = firstTargets(
    declared
      .filter(d => d.type === 'providesApi')
      .map(d => ({ ...d, from: d.to, to: d.from }))
      .sort((a, b) => compareText(a.to, b.to)),
  );
  const boxOf = (
    ref: string,
    seen: readonly string[] = [],
  ): string | undefined => {
    const whole = inComponent.get(ref) ?? provider.get(ref);
    const own = inBox.get(ref);
    if (own || !whole || seen.includes(whole)) return own;
    return boxOf(whole, [...seen, ref]);
  };
  return ref => ({
    owner: owner.get(ref),
    box: boxOf(ref),
    providedBy: provider.get(ref),
  });
}

function isBox(ref: string): boolean {
  return ['system', 'domain'].includes(kindOfRef(ref));
}

function firstTargets(
  declared: readonly { from: string; to: string }[],
): Map<string, string> {
  const first = new Map<string, string>();
  for (const d of declared) if (!first.has(d.from)) first.set(d.from, d.to);
  return first;
}

function refineByAnnotations(
  entities: readonly CatalogEntity[],
  calls: readonly Call[],
  known: KnownNodes,
): { calls: Call[]; findings: TopologyFinding[] } {
  const byCaller = new Map<string, readonly Call[]>();
  for (const call of calls) {
    byCaller.set(call.caller, [...(byCaller.get(call.caller) ?? []), call]);
  }
  const findings = entities.flatMap(entity => {
    const caller = entityRef(entity);
    const noted = refineByAnnotation(entity, byCaller.get(caller) ?? [], known);
    byCaller.set(caller, noted.calls);
    return noted.findings;
  });
  return { calls: [...byCaller.values()].flat(), findings };
}

function refineByAnnotation(
  entity: CatalogEntity,
  calls: readonly Call[],
  known: KnownNodes,
): { calls: readonly Call[]; findings: TopologyFinding[] } {
  const { hints, findings } = readTopologyHints(entity);
  const caller = entityRef(entity);
  let refined = calls;
  for (const ref of new Set(hints.map(h => h.ref))) {
    const ofTarget = hints.filter(h => h.ref === ref);
    refined = refineCalls(refined, caller, ref, ofTarget, known);
  }
  return { calls: refined, findings };
}

function isBetweenNodes(call: Call): boolean {
  return [call.caller, call.callee].every(ref =>
    NODE_KINDS.includes(kindOfRef(ref)),
  );
}

function edgeOfCall(call: Call): TopologyEdge {
  const { caller, callee, protocol, direction } = call;
  const [from, to] =
    direction === 'subscribe' ? [callee, caller] : [caller, callee];
  return {
    id: edgeId({ from, to, protocol, direction }),
    from,
    to,
    protocol,
    mode: call.mode ?? (protocol === 'events' ? 'async' : 'sync'),
    ...(direction ? { direction } : {}),
    operations: call.operations,
    apis: kindOfRef(call.target) === 'api' ? [call.target] : [],
    declaredBy: [call.declaredBy],
  };
}

function withUnknownNodes(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
  declared: readonly Declared[],
  place: (ref: string) => Placement,
): TopologyNode[] {
  const ids = new Set(nodes.map(n => n.id));
  const provided = declared
    .filter(d => d.type === 'providesApi')
    .flatMap(d => [d.from, d.to]);
  const named = [...edges.flatMap(e => [e.from, e.to]), ...provided];
  const missing = new Set(
    named.filter(ref => !ids.has(ref) && NODE_KINDS.includes(kindOfRef(ref))),
  );
  return [...nodes, ...[...missing].map(ref => unknownNode(ref, place(ref)))];
}

/** The entities' boxes and every box that a node or box says it is in. */
function boxesFor(
  entities: readonly CatalogEntity[],
  nodes: readonly TopologyNode[],
  place: (ref: string) => Placement,
): TopologyBox[] {
  const boxes = new Map(
    entities
      .flatMap(e => boxOfEntity(e, place(entityRef(e))) ?? [])
      .map(box => [box.id, box]),
  );
  const wanted = nodes.flatMap(n => n.box ?? []);
  for (const box of boxes.values()) if (box.parent) wanted.push(box.parent);
  for (let id = wanted.pop(); id !== undefined; id = wanted.pop()) {
    if (boxes.has(id)) continue;
    const box = unknownBox(id, place(id));
    boxes.set(id, box);
    if (box.parent) wanted.push(box.parent);
  }
  return [...boxes.values()];
}

function misplacedDependencies(
  declared: readonly Declared[],
): TopologyFinding[] {
  const wrong = declared.filter(d => d.type === 'dependsOn' && isBox(d.to));
  return wrong.map(d => ({
    entityRef: d.declaredBy,
    message: `spec.dependsOn names ${d.to}, a frame and no part; name the Component, API or Resource in it`,
  }));
}

function sortById<T extends { id: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => compareText(a.id, b.id));
}
