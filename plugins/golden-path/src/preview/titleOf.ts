import { findPattern } from '@golden-path/backstage-plugin-golden-path-common';
import type { Catalogue } from '@golden-path/backstage-plugin-golden-path-common';

/** Services that the answers name put parts into files as patterns do. */
const UPSTREAMS = { id: 'upstreams', title: 'Other services' };

/** The title of what has a part in a file. */
export function titleOf(catalogue: Catalogue, id: string): string {
  if (id === UPSTREAMS.id) return UPSTREAMS.title;
  return findPattern(catalogue, id)?.title ?? id;
}
