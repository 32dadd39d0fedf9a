import type { GoldenPath } from '@golden-path/backstage-plugin-golden-path-common';
import type { GoldenPathService } from '@golden-path/backstage-plugin-golden-path-node';

/** The golden paths of every pack. */
export function goldenPathsOf(
  goldenPath: Pick<GoldenPathService, 'packs'>,
): GoldenPath[] {
  return goldenPath.packs().flatMap(({ catalogue }) => catalogue.goldenPaths);
}
