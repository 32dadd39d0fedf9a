import {
  type ColourDimension,
  type SceneNode,
  type Tint,
  type Tints as SceneTints,
  tintsOf,
  type Topology,
} from '@golden-path/backstage-plugin-topology-common';

/** The tints of a scene, and for each card and key the custom property that holds its colour. */
export interface Tints {
  scene: SceneTints;
  keys: { value: string; label: string; tint: string }[];
  of(item: SceneNode): string | undefined;
}

const propertyOf = (tint: Tint) => `--topology-tint-${tint}`;

/** Which tint each card has in a theme, and what the legend says about it. */
export function themedTints(
  topology: Topology,
  dimension: ColourDimension,
): Tints {
  const scene = tintsOf(topology, dimension);
  return {
    scene,
    keys: scene.keys.map(key => ({ ...key, tint: propertyOf(key.tint) })),
    of: item => {
      const tint = scene.of(item);
      return tint === undefined ? undefined : propertyOf(tint);
    },
  };
}
