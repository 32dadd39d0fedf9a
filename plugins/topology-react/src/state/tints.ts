import {
  boxPaths,
  type SceneNode,
  type Topology,
  type TopologyNode,
} from '@golden-path/backstage-plugin-topology-common';
import type { ColourDimension } from './viewState';
import { nameOfRef } from './words';

const TINTS = 4;

/** A value of the chosen dimension and the tint of its cards. */
interface TintKey {
  value: string;
  label: string;
  /** The name of a custom property. */
  tint: string;
}

/** Which tint each card has, and what the legend says about it. */
export interface Tints {
  keys: TintKey[];
  of(item: SceneNode): string | undefined;
}

type Valued = Pick<TopologyNode, 'owner' | 'lifecycle' | 'language' | 'box'>;

function valueOf(
  item: Valued,
  dimension: ColourDimension,
  domainOf: (box: string | undefined) => string | undefined,
): string | undefined {
  switch (dimension) {
    case 'domain':
      return domainOf(item.box);
    case 'system':
      return item.box;
    case 'owner':
      return item.owner;
    case 'lifecycle':
      return item.lifecycle;
    case 'language':
      return item.language;
    default:
      return undefined;
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

/**
 * Gives the four most frequent values a tint each, and all others a common
 * grey: more than four cannot be told apart on an edge four pixels wide.
 */
export function tintsOf(topology: Topology, dimension: ColourDimension): Tints {
  const domainOf = domainsOf(topology);
  const valueOfItem = ({ id, node, box }: SceneNode) =>
    valueOf(node ?? { owner: box?.owner, box: id }, dimension, domainOf);
  const counts = new Map<string, number>();
  for (const node of topology.nodes) {
    const value = valueOf(node, dimension, domainOf);
    if (value) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const boxNames = new Map(
    topology.boxes.map(box => [box.id, box.title ?? box.name]),
  );
  const ranked = [...counts]
    .sort(([a, m], [b, n]) => n - m || a.localeCompare(b, 'en'))
    .map(([value]) => value);
  const keys = ranked.slice(0, TINTS).map((value, index) => ({
    value,
    label: boxNames.get(value) ?? nameOfRef(value),
    tint: `--topology-tint-${index + 1}`,
  }));
  const rest = ranked.length - keys.length;
  const tints = new Map(keys.map(({ value, tint }) => [value, tint]));
  return {
    keys: rest
      ? [
          ...keys,
          { value: '', label: `${rest} more`, tint: '--topology-tint-rest' },
        ]
      : keys,
    of: item => {
      const value = valueOfItem(item);
      return value ? tints.get(value) ?? '--topology-tint-rest' : undefined;
    },
  };
}
