import {
  type ChangeKind,
  confirm,
  type ConfirmedEdge,
  edgeWord,
  type FieldChange,
  type ObservedCall,
  type SceneEdge,
  type Topology,
  type TopologyDifference,
} from '@golden-path/backstage-plugin-topology-common';
import { summaryOf } from './observed';

/** What edges and cards are told apart by. @public */
export type Lens = 'architecture' | 'observed' | 'difference';

/** Calls that were seen, and when. @public */
export interface ObservedWindow {
  calls: readonly ObservedCall[];
  /** ISO 8601. */
  window: { from: string; to: string };
}

/** Two states of an architecture. @public */
export interface ComparedTopologies {
  difference: TopologyDifference;
  /** What the first and the second are called. */
  from: string;
  to: string;
}

/** How a lens draws an edge. */
export interface EdgeLook {
  /** The name of a colour of the theme. */
  colour: string;
  width: number;
  dash?: string;
  hollow?: boolean;
  /** What the label says at rest, and more where there is room. */
  word: string;
  detail: string;
}

/** What became of a card. */
export interface NodeLook {
  change: ChangeKind;
  /** What changed, in place of the second line. */
  detail?: string;
}

/** How a lens draws a scene; what it has no look for is drawn as in the architecture. */
export interface LensLooks {
  lens: Lens;
  ofEdge(edge: SceneEdge): EdgeLook | undefined;
  ofNode(id: string): NodeLook | undefined;
}

export const plainLooks: LensLooks = {
  lens: 'architecture',
  ofEdge: () => undefined,
  ofNode: () => undefined,
};

const signs: Record<ChangeKind, string> = {
  added: '+',
  removed: '−',
  changed: '~',
};

const isConfirmed = (edge: object): edge is ConfirmedEdge => 'state' in edge;

/** A topology with the calls that were seen laid over what is declared. */
export const withObserved = (
  topology: Topology,
  { calls }: ObservedWindow,
): Topology => ({ ...topology, edges: confirm(topology, calls) });

function observedLooks(topology: Topology): LensLooks {
  const edges = new Map(
    topology.edges.filter(isConfirmed).map(edge => [edge.id, edge]),
  );
  return {
    lens: 'observed',
    ofNode: () => undefined,
    ofEdge: edge => {
      const seen = summaryOf(edge.edges.flatMap(id => edges.get(id) ?? []));
      if (seen.state === 'declared') {
        return {
          colour: 'quiet',
          width: 1.3,
          dash: edge.dash,
          hollow: true,
          word: '',
          detail: 'declared, no calls seen',
        };
      }
      const width = 1 + 0.95 * Math.log10(Math.max(seen.rate, 1));
      if (seen.state === 'observed') {
        return {
          colour: 'changed',
          width: 2.2,
          dash: '1.5 4.5',
          word: 'not declared',
          detail: [seen.rateText, seen.errorText].filter(Boolean).join(' '),
        };
      }
      return {
        colour: seen.failing ? 'error' : edge.protocol,
        width,
        dash: edge.dash,
        word: seen.rateText,
        detail: seen.failing ? `${seen.errorText} errors` : seen.errorText,
      };
    },
  };
}

const fieldsText = (fields: readonly FieldChange[]) =>
  fields
    .map(({ before, after }) => `${before || 'none'} → ${after || 'none'}`)
    .join(', ');

function changeOf(kinds: readonly (ChangeKind | undefined)[]) {
  const [first] = kinds;
  if (kinds.every(kind => kind === first)) return first;
  return 'changed';
}

const changeWidths: Record<ChangeKind, number> = {
  added: 2,
  removed: 1.5,
  changed: 2.2,
};

function differenceLooks({ difference }: ComparedTopologies): LensLooks {
  const { kinds, edges, nodes, boxes } = difference;
  const fields = new Map(
    [...edges.changed, ...nodes.changed, ...boxes.changed].map(changed => [
      changed.after.id,
      fieldsText(changed.fields),
    ]),
  );
  return {
    lens: 'difference',
    ofNode: id => {
      const change = kinds.get(id);
      return change && { change, detail: fields.get(id) };
    },
    ofEdge: edge => {
      const change = changeOf(edge.edges.map(id => kinds.get(id)));
      const word = edgeWord(edge);
      if (!change) {
        const { dash } = edge;
        return { colour: 'quiet', width: 1.25, dash, word, detail: '' };
      }
      const changed = fields.get(edge.edges[0] ?? '');
      return {
        colour: change,
        width: changeWidths[change],
        dash: change === 'removed' ? '2 4' : edge.dash,
        word: `${signs[change]} ${
          change === 'changed' && changed ? changed : word
        }`,
        detail: '',
      };
    },
  };
}

/** How a view draws its scene through a lens. */
export function looksOf(
  lens: Lens,
  topology: Topology,
  compared: ComparedTopologies | undefined,
): LensLooks {
  if (lens === 'observed') return observedLooks(topology);
  if (lens === 'difference' && compared) return differenceLooks(compared);
  return plainLooks;
}
