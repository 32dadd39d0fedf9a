import type {
  SceneNode,
  Topology,
  TopologyNode,
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

const valueOf = (
  item: Pick<TopologyNode, 'owner' | 'lifecycle' | 'language' | 'box'>,
  dimension: ColourDimension,
): string | undefined => {
  switch (dimension) {
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
};

const valueOfItem = (item: SceneNode, dimension: ColourDimension) => {
  if (item.node) return valueOf(item.node, dimension);
  if (dimension === 'owner') return item.box?.owner;
  return dimension === 'system' ? item.id : undefined;
};

/**
 * Gives the four most frequent values a tint each, and all others a common
 * grey: more than four cannot be told apart on an edge four pixels wide.
 */
export function tintsOf(topology: Topology, dimension: ColourDimension): Tints {
  const counts = new Map<string, number>();
  for (const node of topology.nodes) {
    const value = valueOf(node, dimension);
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
      const value = valueOfItem(item, dimension);
      return value ? tints.get(value) ?? '--topology-tint-rest' : undefined;
    },
  };
}
