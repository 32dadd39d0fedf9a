import {
  edgeWord,
  type SceneEdge,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';
import type { GraphItem } from '../canvas/items';
import { neighboursOf } from './neighbours';
import { boxContext, counted, kindWord } from './words';

/** What a screen reader says of each item and each edge. */
export interface Sentences {
  ofItem(item: GraphItem): string;
  ofEdge(edge: SceneEdge): string;
}

function whatItIs({ part }: GraphItem): string {
  switch (part.kind) {
    case 'box':
      // as it is written, for those who say aloud what they see
      return [part.box.detail, boxContext(part.box), part.box.box.kind]
        .filter(Boolean)
        .join(', ');
    case 'tab':
      return `API of ${part.card.fullLabel}`;
    default:
      return part.card.box
        ? `${part.card.detail}, collapsed ${part.card.shape}`
        : part.card.detail || kindWord(part.card);
  }
}

/** Sentences for a topology; nothing is counted before it is asked for. */
export function sentencesOf(topology: Topology): Sentences {
  const boxNames = new Map(
    topology.boxes.map(box => [box.id, box.title ?? box.name]),
  );
  const names = new Map(
    topology.nodes.map(node => [node.id, node.title ?? node.name]),
  );
  const nodeBoxes = new Map(topology.nodes.map(node => [node.id, node.box]));
  const nameOf = (id: string) => names.get(id) ?? boxNames.get(id) ?? id;
  const known = new Map<string, string>();
  const sentenceOf = (item: GraphItem) => {
    const box = nodeBoxes.get(item.id);
    const { callers, callees } = neighboursOf(topology, item.id);
    const calls = [
      counted(callers.length, 'caller'),
      counted(callees.length, 'callee'),
    ].join(', ');
    const place = box ? `, in ${boxNames.get(box) ?? box}` : '';
    return `${item.name}, ${whatItIs(item)}${place}. ${calls}`;
  };
  return {
    ofItem: item => {
      // a box keeps its id when it becomes a card
      const key = `${item.part.kind} ${item.id}`;
      const sentence = known.get(key) ?? sentenceOf(item);
      known.set(key, sentence);
      return sentence;
    },
    ofEdge: edge => {
      const ends = `${nameOf(edge.from)} → ${nameOf(edge.to)}`;
      const what =
        edge.edges.length > 1
          ? counted(edge.edges.length, 'edge')
          : edgeWord(edge);
      const uses = edge.operations.join(', ');
      return uses ? `${ends}: ${what}, ${uses}` : `${ends}: ${what}`;
    },
  };
}
