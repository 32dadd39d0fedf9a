import type {
  Insight,
  InsightRule,
  InsightSeverity,
  Topology,
  TopologyFinding,
} from '@golden-path/backstage-plugin-topology-common';
import { nameOfRef } from './words';

/** A finding as it is listed; its number ties it to its mark in the graph. */
export interface ListedFinding {
  number: number;
  id: string;
  severity: InsightSeverity;
  title: string;
  reason: string;
  /** What would make it go away; empty where the reason says it already. */
  mend: string;
  /** The node that is marked, and all that it is about. */
  nodes: readonly string[];
  edges: readonly string[];
  /** Where it is: the name of the box around the marked node, or of that itself. */
  place: { id: string; name: string };
  /** The rule that found it; absent for what is wrong in a declaration or was only observed. */
  rule?: InsightRule;
  /** Why it may stay. */
  accepted?: string;
}

const ranks: Record<InsightSeverity, number> = { high: 0, medium: 1, low: 2 };

/** Everything worth a look, the gravest first, numbered: insights, then what is wrong in declarations. */
export function listFindings(
  topology: Topology,
  insights: readonly Insight[],
  declared: readonly TopologyFinding[],
  more: readonly Omit<ListedFinding, 'number' | 'place'>[] = [],
): ListedFinding[] {
  const boxes = new Map(topology.boxes.map(box => [box.id, box]));
  const nodes = new Map(topology.nodes.map(node => [node.id, node]));
  const placeOf = (id: string) => {
    const node = nodes.get(id);
    const box = boxes.get(node?.box ?? id);
    const thing = box ?? node;
    return {
      id: thing?.id ?? id,
      name: thing ? thing.title ?? thing.name : nameOfRef(id),
    };
  };
  const ofDeclarations = declared.map(({ entityRef, message }) => ({
    id: `declared ${entityRef} ${message}`,
    severity: 'medium' as const,
    title: 'Declaration',
    reason: message,
    mend: '',
    nodes: [entityRef],
    edges: [],
  }));
  return [...more, ...insights, ...ofDeclarations]
    .sort((a, b) => ranks[a.severity] - ranks[b.severity])
    .map((finding, index) => ({
      ...finding,
      number: index + 1,
      place: placeOf(finding.nodes[0] ?? ''),
    }));
}

/** What the findings mark in a scene, by the ids of its cards and edges. */
export interface FindingMarks {
  /** The gravest finding of each card. */
  marks: ReadonlyMap<string, ListedFinding>;
  /** The cards and edges of the finding that was chosen. */
  alertNodes: ReadonlySet<string>;
  alertEdges: ReadonlySet<string>;
}

/** Places the marks of findings on cards; `placeOf` finds the card of an id. */
export function marksOf(
  findings: readonly ListedFinding[],
  chosen: string | undefined,
  placeOf: (id: string) => string | undefined,
): FindingMarks {
  const marks = new Map<string, ListedFinding>();
  for (const finding of findings) {
    const [marked] = finding.nodes;
    const place = marked === undefined ? undefined : placeOf(marked);
    if (place !== undefined && !marks.has(place)) marks.set(place, finding);
  }
  const alert = findings.find(({ id }) => id === chosen);
  return {
    marks,
    alertNodes: new Set((alert?.nodes ?? []).flatMap(id => placeOf(id) ?? [])),
    alertEdges: new Set(alert?.edges ?? []),
  };
}
