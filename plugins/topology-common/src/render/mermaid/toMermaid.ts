import { edgeWord, nodeDetail } from '../../layout/words';
import {
  Topology,
  TopologyBox,
  TopologyEdge,
  TopologyNode,
} from '../../model/types';
import { rollUp } from '../../model/views';
import { mermaidText } from './text';

/** Mermaid draws no more edges than this unless it is told to. */
export const MOST_EDGES = 500;

/**
 * The topology as a Mermaid flowchart: a subgraph for each box, a label for each edge.
 * Names and descriptions cannot break it or bring in markup.
 * With more than 500 edges, Mermaid's limit, it shows the calls between systems and says so.
 * @public
 */
export function toMermaid(topology: Topology): string {
  if (topology.edges.length <= MOST_EDGES) return flowchart(topology, []);
  const note = `${topology.edges.length} edges are more than the ${MOST_EDGES} that Mermaid draws: calls between systems only. Draw one system at a time to see the rest.`;
  const rolledUp = rollUp(topology, 'system');
  const shown = rolledUp.edges.slice(0, MOST_EDGES);
  return flowchart({ ...rolledUp, edges: shown }, [
    `  %% ${note}`,
    `  note["${mermaidText(note)}"]`,
  ]);
}

function flowchart(topology: Topology, notes: readonly string[]): string {
  const apis = new Map<string, TopologyNode[]>();
  const ids = new Set(topology.nodes.map(n => n.id));
  const isTab = (n: TopologyNode) =>
    n.shape === 'api' && n.providedBy !== undefined && ids.has(n.providedBy);
  for (const node of topology.nodes) {
    const { providedBy } = node;
    if (providedBy === undefined || !isTab(node)) continue;
    apis.set(providedBy, [...(apis.get(providedBy) ?? []), node]);
  }
  const shown = topology.nodes.filter(n => !isTab(n));
  const idOf = new Map(shown.map((node, i) => [node.id, `n${i}`]));
  for (const node of topology.nodes) {
    const provider = idOf.get(node.providedBy ?? '');
    if (isTab(node) && provider !== undefined) idOf.set(node.id, provider);
  }
  const line = (node: TopologyNode) =>
    nodeLine(idOf.get(node.id) ?? '', node, apis.get(node.id) ?? []);
  return [
    'flowchart LR',
    ...notes,
    ...subgraphs(topology.boxes, shown, line),
    ...topology.edges.flatMap(edge => edgeLine(edge, idOf)),
    ...dashed(
      shown.filter(n => n.shape === 'external'),
      idOf,
    ),
    '',
  ].join('\n');
}

function subgraphs(
  boxes: readonly TopologyBox[],
  nodes: readonly TopologyNode[],
  line: (node: TopologyNode) => string,
): string[] {
  const known = new Set(boxes.map(b => b.id));
  const inside = (id: string | undefined) =>
    id !== undefined && known.has(id) ? id : undefined;
  const draw = (parent: string | undefined, indent: string): string[] => [
    ...boxes.flatMap((box, i) =>
      inside(box.parent) === parent
        ? [
            `${indent}subgraph b${i}["${mermaidText(box.title ?? box.name)}"]`,
            ...draw(box.id, `${indent}  `),
            `${indent}end`,
          ]
        : [],
    ),
    ...nodes
      .filter(n => inside(n.box) === parent)
      .map(n => `${indent}${line(n)}`),
  ];
  return draw(undefined, '  ');
}

const BRACKETS: Readonly<
  Partial<Record<TopologyNode['shape'], [string, string]>>
> = {
  database: ['[("', '")]'],
  cache: ['[("', '")]'],
  topic: ['(["', '"])'],
  gateway: ['{{"', '"}}'],
  worker: ['[["', '"]]'],
  person: ['(("', '"))'],
};

function nodeLine(
  id: string,
  node: TopologyNode,
  apis: readonly TopologyNode[],
): string {
  const [open, close] = BRACKETS[node.shape] ?? ['["', '"]'];
  const lines = [
    node.title ?? node.name,
    nodeDetail(node),
    ...apis.map(api => `API ${api.title ?? api.name}`),
  ];
  return `${id}${open}${lines.map(mermaidText).join('<br/>')}${close}`;
}

function edgeLine(
  edge: TopologyEdge,
  idOf: ReadonlyMap<string, string>,
): string[] {
  const from = idOf.get(edge.from);
  const to = idOf.get(edge.to);
  if (from === undefined || to === undefined || from === to) return [];
  const arrow = edge.mode === 'async' ? '-.->' : '-->';
  return [`  ${from} ${arrow}|"${mermaidText(edgeWord(edge))}"| ${to}`];
}

function dashed(
  nodes: readonly TopologyNode[],
  idOf: ReadonlyMap<string, string>,
): string[] {
  if (nodes.length === 0) return [];
  const ids = nodes.map(n => idOf.get(n.id)).join(',');
  return [
    '  classDef external stroke-dasharray:5 3',
    `  class ${ids} external`,
  ];
}
