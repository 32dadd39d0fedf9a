import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type {
  Composition,
  PatternManifest,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Pack } from '../pack/pack';

/** The manifests of the patterns that are in, in the composition's order. @public */
export function chosenPatterns(
  pack: Pack,
  composition: Composition,
): PatternManifest[] {
  return composition.patterns.map(({ id, version }) => {
    const pattern = findPattern(pack.catalogue, id);
    if (pattern?.version === version) return pattern;
    throw new Error(`the pack ${pack.root} has no pattern ${id} ${version}`);
  });
}
