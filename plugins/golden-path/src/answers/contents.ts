import {
  findGoldenPath,
  mayServeResources,
} from '@golden-path/backstage-plugin-golden-path-common';
import type { Catalogue } from '@golden-path/backstage-plugin-golden-path-common';

/** What a service is about: resources of its own, or only those of others. */
export type Contents = 'resources' | 'upstreams';

/** What services of a golden path are about. */
export function contentsOf(catalogue: Catalogue, id: string): Contents {
  const goldenPath = findGoldenPath(catalogue, id);
  return goldenPath && !mayServeResources(catalogue, goldenPath)
    ? 'upstreams'
    : 'resources';
}
