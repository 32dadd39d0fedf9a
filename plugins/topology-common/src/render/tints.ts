import { SceneNode } from '../layout/scene';
import { boxPaths } from '../model/views';
import { compareText } from '../model/edges';
import { Topology, TopologyNode } from '../model/types';

/** What the thin edge of a card can tell apart. @public */
export type ColourDimension =
  | 'none'
  | 'domain'
  | 'system'
  | 'owner'
  | 'lifecycle'
  | 'language';

/** One of the four colours of the edge of a card, or the grey of all that have none of them. @public */
export type Tint = 1 | 2 | 3 | 4 | 'rest';

/** A value of a dimension and the tint of its cards. @public */
export interface TintKey {
  /** Empty for the rest. */
  value: string;
  /** Its name for people. */
  label: string;
  tint: Tint;
}

/** Which tint each card has, and what the legend says about it. @public */
export interface Tints {
  /** What they tell apart. */
  dimension: ColourDimension;
  /** The values that have a tint, the most frequent first. */
  keys: readonly TintKey[];
  /** The tint of a card; none, where it has no value. */
  of(item: SceneNode): Tint | undefined;
}

const TINTS = [1, 2, 3, 4] as const;

type Valued = Pick<TopologyNode, 'owner' | 'lifecycle' | 'language' | 'box'>;

/**
 * Gives the four most frequent values of a dimension a tint each, and all others a common grey: more than
 * four cannot be told apart on an edge four pixels wide. The same topology gives the same tints everywhere.
 * @public
 */
export function tintsOf(topology: Topology, dimension: ColourDimension): Tints {
  const domainOf = domainsOf(topology);
  const valueOf = (node: Valued) => valueIn(node, dimension, domainOf);
  const counts = new Map<string, number>();
  // the card of a provider stands for its APIs
  for (const node of topology.nodes.filter(n => !n.providedBy)) {
    const value = valueOf(node);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const boxNames = new Map(
    topology.boxes.map(box => [box.id, box.title ?? box.name]),
  );
  const ranked = [...counts]
    .sort(([a, m], [b, n]) => n - m || compareText(a, b))
    .map(([value]) => value);
  const keys = TINTS.flatMap((tint): TintKey[] => {
    const value = ranked[tint - 1];
    if (value === undefined) return [];
    return [{ value, label: boxNames.get(value) ?? shortRef(value), tint }];
  });
  const rest = ranked.length - keys.length;
  const tints = new Map(keys.map(({ value, tint }) => [value, tint]));
  return {
    dimension,
    keys: rest
      ? [...keys, { value: '', label: `${rest} more`, tint: 'rest' }]
      : keys,
    of: ({ id, node, box }) => {
      const value = valueOf(node ?? { owner: box?.owner, box: id });
      return value ? tints.get(value) ?? 'rest' : undefined;
    },
  };
}

function valueIn(
  item: Valued,
  dimension: ColourDimension,
  domainOf: (box: string | undefined) => string | undefined,
): string | undefined {
  switch (dimension) {
    case 'none':
      return undefined;
    case 'domain':
      return domainOf(item.box);
    case 'system':
      return item.box;
    default:
      return item[dimension];
  }
}

/** The outermost box around a box, if it is a domain. */
function domainsOf({ boxes }: Topology) {
  const pathOf = boxPaths(boxes);
  const domains = new Set(
    boxes.filter(({ kind }) => kind === 'domain').map(({ id }) => id),
  );
  return (box: string | undefined) =>
    [...pathOf(box)].reverse().find(id => domains.has(id));
}

/** `group:default/checkout` gives `checkout`, `user:guests/jane` `guests/jane`. */
function shortRef(ref: string): string {
  return ref.replace(/^[^:/]+:(?:default\/)?/, '');
}
