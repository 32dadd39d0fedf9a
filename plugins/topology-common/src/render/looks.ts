import {
  ChangeKind,
  FieldChange,
  TopologyDifference,
} from '../difference/types';
import { SceneEdge } from '../layout/scene';
import { edgeWord } from '../layout/words';

/** The colours of a palette that a line can have. @public */
export type LookColour = SceneEdge['protocol'] | ChangeKind | 'quiet' | 'error';

/** How an edge is drawn in place of its protocol's way. @public */
export interface EdgeLook {
  colour: LookColour;
  width: number;
  dash?: string;
  /** Whether its arrowhead is an outline. */
  hollow?: boolean;
  /** What its label says; empty for none. */
  word: string;
}

/** What became of a card. @public */
export interface NodeLook {
  change: ChangeKind;
  /** What changed, in place of the second line. */
  detail?: string;
}

/** How a scene is drawn through a lens; what has no look is drawn as it is. @public */
export interface SceneLooks {
  ofEdge(edge: SceneEdge): EdgeLook | undefined;
  ofNode(id: string): NodeLook | undefined;
}

const WIDTHS: Readonly<Record<ChangeKind, number>> = {
  added: 2,
  removed: 1.5,
  changed: 2.2,
};

const SIGNS: Readonly<Record<ChangeKind, string>> = {
  added: '+',
  removed: '−',
  changed: '~',
};

/**
 * How the union of a difference is drawn: what was added, removed and changed in the colours of change,
 * and quiet all that stayed.
 * @public
 */
export function differenceLooks({
  kinds,
  boxes,
  nodes,
  edges,
}: TopologyDifference): SceneLooks {
  const details = new Map([
    ...[...boxes.changed, ...nodes.changed].map(
      ({ after, fields }) => [after.id, fieldsText(fields)] as const,
    ),
    // a label has room for one thing: the protocol, if that changed
    ...edges.changed.map(
      ({ after, fields }) =>
        [after.id, fieldsText(fields.slice(0, 1))] as const,
    ),
  ]);
  return {
    ofNode: id => {
      const change = kinds.get(id);
      const detail = details.get(id);
      return change && { change, ...(detail === undefined ? {} : { detail }) };
    },
    ofEdge: edge => {
      const change = kindOf(edge.edges.map(id => kinds.get(id)));
      const word = edgeWord(edge);
      const dash = change === 'removed' ? '2 4' : edge.dash;
      const line = dash === undefined ? {} : { dash };
      if (!change) return { colour: 'quiet', width: 1.25, word, ...line };
      const detail = details.get(edge.edges[0] ?? '');
      const text = change === 'changed' && detail ? detail : word;
      return {
        colour: change,
        width: WIDTHS[change],
        word: `${SIGNS[change]} ${text}`,
        ...line,
      };
    },
  };
}

/** A bundle of which only a part changed has changed. */
function kindOf(
  kinds: readonly (ChangeKind | undefined)[],
): ChangeKind | undefined {
  const [first] = kinds;
  return kinds.every(kind => kind === first) ? first : 'changed';
}

function fieldsText(fields: readonly FieldChange[]): string {
  return fields
    .map(({ before, after }) => `${before || 'none'} → ${after || 'none'}`)
    .join(', ');
}
